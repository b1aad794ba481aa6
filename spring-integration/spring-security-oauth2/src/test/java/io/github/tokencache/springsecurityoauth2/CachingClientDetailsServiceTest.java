package io.github.tokencache.springsecurityoauth2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.tokencache.Cell;
import io.github.tokencache.backends.EveryBackend;
import java.util.Set;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.security.oauth2.provider.ClientAlreadyExistsException;
import org.springframework.security.oauth2.provider.NoSuchClientException;
import org.springframework.security.oauth2.provider.client.BaseClientDetails;
import org.springframework.security.oauth2.provider.client.JdbcClientDetailsService;
import org.springframework.transaction.support.TransactionTemplate;

@NullUnmarked
@EveryBackend
class CachingClientDetailsServiceTest {
    private final Tables tables = new Tables();
    private final JdbcClientDetailsService jdbc = new JdbcClientDetailsService(tables.dataSource());
    private final CachingClientDetailsService service = CachingClientDetailsService.builder(jdbc, Backends.clients())
            .dataSource(tables.dataSource())
            .build();

    @BeforeEach
    void addClient() {
        service.addClientDetails(client("secret"));
        service.loadClientByClientId("app");
    }

    @AfterEach
    void closeTables() {
        tables.close();
    }

    private static BaseClientDetails client(String secret) {
        BaseClientDetails client = new BaseClientDetails("app", "api", "read", "password", "ROLE_A");
        client.setClientSecret(secret);
        return client;
    }

    private String secret() {
        return service.loadClientByClientId("app").getClientSecret();
    }

    @Test
    void aClientIsLoadedOnce() {
        assertThat(tables.statementsOf(() -> service.loadClientByClientId("app")))
                .isEmpty();
    }

    @Test
    void twoConstructorCallsWireIt() {
        CachingClientDetailsService wired = new CachingClientDetailsService(jdbc, Backends.clients());

        assertThat(wired.loadClientByClientId("app"))
                .usingRecursiveComparison()
                .withStrictTypeChecking()
                .isEqualTo(jdbc.loadClientByClientId("app"));
        assertThat(tables.statementsOf(() -> wired.loadClientByClientId("app"))).isEmpty();
    }

    @Test
    void aClientChangedThroughItIsServedChanged() {
        BaseClientDetails changed = client("secret");
        changed.setScope(Set.of("write"));

        service.updateClientDetails(changed);

        assertThat(service.loadClientByClientId("app").getScope()).containsExactly("write");
    }

    @Test
    void aSecretChangedThroughItIsServedAtOnce() {
        service.updateClientSecret("app", "new");

        assertThat(secret()).isEqualTo("new");
    }

    @Test
    void aClientRemovedThroughItIsUnknownAtOnce() {
        service.removeClientDetails("app");

        assertThatExceptionOfType(NoSuchClientException.class).isThrownBy(() -> service.loadClientByClientId("app"));
        assertThat(service.listClientDetails()).isEmpty();
    }

    @Test
    void aClientChangedElsewhereIsServedAsSoonAsItIsEvicted() {
        jdbc.updateClientSecret("app", "new");
        service.evictClient("app");
        assertThat(secret()).isEqualTo("new");

        jdbc.updateClientSecret("app", "newer");
        service.evictAll();
        assertThat(secret()).isEqualTo("newer");
    }

    @Test
    void aSecretChangeThatIsRolledBackIsNeverServed() {
        new TransactionTemplate(new DataSourceTransactionManager(tables.dataSource())).executeWithoutResult(status -> {
            service.updateClientSecret("app", "new");
            assertThat(secret()).isEqualTo("new");
            status.setRollbackOnly();
        });

        assertThat(secret()).isEqualTo("secret");
    }

    @Test
    void theExceptionsOfTheDelegatePass() {
        assertThatExceptionOfType(ClientAlreadyExistsException.class)
                .isThrownBy(() -> service.addClientDetails(client("other")));
        assertThatExceptionOfType(NoSuchClientException.class)
                .isThrownBy(() -> service.updateClientSecret("unknown", "x"));
        assertThatExceptionOfType(NoSuchClientException.class).isThrownBy(() -> service.loadClientByClientId(null));
        assertThat(secret()).isEqualTo("secret");
    }

    @Test
    void whatACallerChangesOfAClientNoOtherSees() {
        ((BaseClientDetails) service.loadClientByClientId("app")).setClientSecret("leaked");

        assertThat(secret()).isEqualTo("secret");
    }

    @Test
    void aDelegateThatOnlyReadsRefusesChanges() {
        CachingClientDetailsService reading =
                new CachingClientDetailsService(clientId -> client("secret"), Backends.clients());

        assertThat(reading.loadClientByClientId("app").getClientSecret()).isEqualTo("secret");
        assertThatIllegalStateException()
                .isThrownBy(() -> reading.removeClientDetails("app"))
                .withMessageStartingWith(
                        "delegate must implement ClientRegistrationService to change clients, but was ");
    }

    @Test
    void aCachingDelegateIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CachingClientDetailsService(service, Backends.clients()))
                .withMessage("delegate must not cache by itself, but was"
                        + " io.github.tokencache.springsecurityoauth2.CachingClientDetailsService;"
                        + " pass the service behind it");
    }

    @Test
    void theCellOfAClientDoesNotSpellOutItsSecret() {
        assertThat(new Cell.Value<>(client("s3cr3t"), 0).toString()).doesNotContain("s3cr3t");
    }

    @Test
    void aClientChangedByAnotherSpellingIsServedChanged() {
        ignoreCase();
        assertThat(secret()).isEqualTo("secret");

        service.updateClientSecret("APP", "new");

        assertThat(secret()).isEqualTo("new");
    }

    @Test
    void aClientRemovedByAnotherSpellingIsGone() {
        ignoreCase();
        assertThat(secret()).isEqualTo("secret");

        service.removeClientDetails("APP");

        assertThatExceptionOfType(NoSuchClientException.class).isThrownBy(this::secret);
    }

    /** As MySQL and MariaDB do unless told otherwise. */
    private void ignoreCase() {
        tables.jdbc().execute("alter table oauth_client_details alter column client_id varchar_ignorecase(256)");
    }
}
