package io.github.tokencache.testkit.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tokencache.CacheEnvironment;
import io.github.tokencache.CacheWriteException;
import io.github.tokencache.CachingClientDetailsService;
import io.github.tokencache.ClientDetailsService;
import io.github.tokencache.ClientModel;
import io.github.tokencache.ClientRegistrationService;
import io.github.tokencache.TokenCacheSettings;
import io.github.tokencache.testkit.FailingBackend;
import io.github.tokencache.testkit.FailingBackend.Effect;
import io.github.tokencache.testkit.FailingBackend.Operation;
import io.github.tokencache.testkit.FakeClock;
import io.github.tokencache.testkit.ReferenceBackend;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CachingClientDetailsServiceTest {
    private record Client(String id, String secret) {}

    /** Finds clients whatever the case, as MariaDB does, and runs something after a row is fetched. */
    private static final class Registry implements ClientDetailsService<Client>, ClientRegistrationService<Client> {
        private final Map<String, Client> clients = new ConcurrentHashMap<>();
        private Runnable afterFetch = () -> {};
        private int loads;

        @Override
        public @Nullable Client loadClientByClientId(@Nullable String clientId) {
            loads++;
            Client client = clients.get(String.valueOf(clientId).toLowerCase(Locale.ROOT));
            Runnable interruption = afterFetch;
            afterFetch = () -> {};
            interruption.run();
            return client;
        }

        @Override
        public void addClientDetails(Client client) {
            clients.put(client.id().toLowerCase(Locale.ROOT), client);
        }

        @Override
        public void updateClientDetails(Client client) {
            addClientDetails(client);
        }

        @Override
        public void updateClientSecret(String clientId, String secret) {
            addClientDetails(new Client(clientId, secret));
        }

        @Override
        public void removeClientDetails(String clientId) {
            clients.remove(clientId.toLowerCase(Locale.ROOT));
        }

        @Override
        public List<Client> listClientDetails() {
            return List.copyOf(clients.values());
        }
    }

    private final FakeClock clock = new FakeClock();
    private final FailingBackend<Client> backend = new FailingBackend<>(new ReferenceBackend<>(clock::nanoTime, 100));
    private final Registry registry = new Registry();
    private final CachingClientDetailsService<Client> service = new CachingClientDetailsService<>(
            registry,
            registry,
            new ClientModel<>(Client::id, client -> client),
            backend,
            TokenCacheSettings.defaults(),
            CacheEnvironment.of("clients").withClock(clock));

    CachingClientDetailsServiceTest() {
        registry.addClientDetails(new Client("app", "old"));
    }

    @Test
    void aSecretThatChangesDuringALoadIsNotLeftBehind() {
        registry.afterFetch = () -> service.updateClientSecret("app", "new");
        assertThat(service.loadClientByClientId("app")).isEqualTo(new Client("app", "old"));
        assertThat(service.loadClientByClientId("app")).isEqualTo(new Client("app", "new"));
    }

    @Test
    void aClientThatIsRemovedDuringALoadIsNotLeftBehind() {
        registry.afterFetch = () -> service.removeClientDetails("app");
        service.loadClientByClientId("app");
        assertThat(service.loadClientByClientId("app")).isNull();
    }

    @Test
    void aClientFoundByAnotherSpellingIsNotCachedUnderIt() {
        service.loadClientByClientId("APP");
        service.updateClientSecret("app", "new");
        assertThat(service.loadClientByClientId("APP")).isEqualTo(new Client("app", "new"));
    }

    @Test
    void aSecretIsNotChangedWhileTheCacheCannotBeTold() {
        backend.fail(Operation.BEGIN, Effect.NONE);
        assertThatThrownBy(() -> service.updateClientSecret("app", "new")).isInstanceOf(CacheWriteException.class);
        assertThat(registry.loadClientByClientId("app")).isEqualTo(new Client("app", "old"));
    }

    @Test
    void aServiceThatOnlyReadsRefusesChanges() {
        CachingClientDetailsService<Client> reading = new CachingClientDetailsService<>(
                registry,
                null,
                new ClientModel<>(Client::id, client -> client),
                backend,
                TokenCacheSettings.defaults(),
                CacheEnvironment.of("reading"));
        assertThatThrownBy(() -> reading.removeClientDetails("app"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith(
                        "delegate must implement ClientRegistrationService to change clients, but was ");
    }

    @Test
    void evictsOneOrAll() {
        service.loadClientByClientId("app");
        service.evictClient("app");
        service.loadClientByClientId("app");
        service.evictAll();
        service.loadClientByClientId("app");
        service.loadClientByClientId("app");
        assertThat(registry.loads).isEqualTo(3);
    }
}
