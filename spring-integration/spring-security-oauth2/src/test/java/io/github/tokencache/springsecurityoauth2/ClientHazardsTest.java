package io.github.tokencache.springsecurityoauth2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tokencache.CacheEnvironment;
import io.github.tokencache.TokenCacheSettings;
import io.github.tokencache.backends.EveryBackend;
import io.github.tokencache.backends.MovesTheClock;
import io.github.tokencache.testkit.FakeClock;
import java.time.Duration;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.provider.ClientDetailsService;
import org.springframework.security.oauth2.provider.ClientRegistrationService;
import org.springframework.security.oauth2.provider.NoSuchClientException;
import org.springframework.security.oauth2.provider.client.BaseClientDetails;
import org.springframework.security.oauth2.provider.client.JdbcClientDetailsService;

/** A client is changed here or elsewhere: each hazard is seen to go wrong the naive way. */
@NullUnmarked
@EveryBackend
class ClientHazardsTest {
    private static final Duration TIME_TO_LIVE = Duration.ofSeconds(30);

    /** A cached service over a database in which another node changes clients too. */
    private static final class Scene<S extends ClientDetailsService & ClientRegistrationService>
            implements AutoCloseable {
        private final Tables tables = new Tables();
        private final Interlude interlude = new Interlude(tables.dataSource());
        private final JdbcClientDetailsService elsewhere = new JdbcClientDetailsService(tables.dataSource());
        private final FakeClock clock = new FakeClock();
        private final S service;

        Scene(Way<S> way) {
            elsewhere.addClientDetails(client("secret", "read"));
            this.service = way.over(new JdbcClientDetailsService(interlude.dataSource()), clock);
        }

        /** Loads a client, and has it changed when its row is read and not yet answered. */
        void loadWhile(Consumer<ClientRegistrationService> change) {
            interlude.after(sql -> sql.contains("from oauth_client_details"), () -> change.accept(service));
            assertThat(secret()).as("began before the change").isEqualTo("secret");
            assertThat(interlude.happened()).isTrue();
        }

        void changeElsewhere(Consumer<ClientRegistrationService> change) {
            assertThat(secret()).isEqualTo("secret");
            change.accept(elsewhere);
            clock.advance(TIME_TO_LIVE);
        }

        String secret() {
            return service.loadClientByClientId("app").getClientSecret();
        }

        void assertSecret(String expected) {
            assertThat(secret()).isEqualTo(expected);
        }

        void assertScope(String expected) {
            assertThat(service.loadClientByClientId("app").getScope()).containsExactly(expected);
        }

        void assertUnknown() {
            assertThatExceptionOfType(NoSuchClientException.class).isThrownBy(this::secret);
        }

        @Override
        public void close() {
            interlude.close();
            tables.close();
        }
    }

    private interface Way<S> {
        S over(JdbcClientDetailsService delegate, FakeClock clock);
    }

    private static BaseClientDetails client(String secret, String scope) {
        BaseClientDetails client = new BaseClientDetails("app", "api", scope, "password", "ROLE_A");
        client.setClientSecret(secret);
        client.setScope(Set.of(scope));
        return client;
    }

    private static CachingClientDetailsService caching(JdbcClientDetailsService delegate, FakeClock clock) {
        return CachingClientDetailsService.builder(delegate, Backends.clients(clock::nanoTime))
                .settings(TokenCacheSettings.defaults().withTimeToLive(TIME_TO_LIVE))
                .environment(CacheEnvironment.of("clients").withClock(clock))
                .build();
    }

    private static void holds(Consumer<Scene<?>> hazard) {
        try (Scene<?> scene = new Scene<>(ClientHazardsTest::caching)) {
            hazard.accept(scene);
        }
        try (Scene<?> scene = new Scene<>((delegate, clock) -> new NaiveClientDetailsService(delegate))) {
            assertThatThrownBy(() -> hazard.accept(scene)).isInstanceOf(AssertionError.class);
        }
    }

    @Test
    void aSecretThatChangesDuringALoadIsServed() {
        holds(scene -> {
            scene.loadWhile(clients -> clients.updateClientSecret("app", "new"));
            scene.assertSecret("new");
        });
    }

    @Test
    void aClientThatIsUpdatedDuringALoadIsServedChanged() {
        holds(scene -> {
            scene.loadWhile(clients -> clients.updateClientDetails(client("secret", "write")));
            scene.assertScope("write");
        });
    }

    @Test
    void aClientThatIsRemovedDuringALoadIsUnknown() {
        holds(scene -> {
            scene.loadWhile(clients -> clients.removeClientDetails("app"));
            scene.assertUnknown();
        });
    }

    @Test
    @MovesTheClock
    void aSecretChangedElsewhereIsServedAfterTheTimeToLiveAtTheLatest() {
        holds(scene -> {
            scene.changeElsewhere(clients -> clients.updateClientSecret("app", "new"));
            scene.assertSecret("new");
        });
    }

    @Test
    @MovesTheClock
    void aClientUpdatedElsewhereIsServedChangedAfterTheTimeToLiveAtTheLatest() {
        holds(scene -> {
            scene.changeElsewhere(clients -> clients.updateClientDetails(client("secret", "write")));
            scene.assertScope("write");
        });
    }

    @Test
    @MovesTheClock
    void aClientRemovedElsewhereIsUnknownAfterTheTimeToLiveAtTheLatest() {
        holds(scene -> {
            scene.changeElsewhere(clients -> clients.removeClientDetails("app"));
            scene.assertUnknown();
        });
    }
}
