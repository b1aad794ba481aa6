package io.github.tokencache.testkit.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.tokencache.CachingTokenStore;
import io.github.tokencache.CachingTokenStoreBuilder;
import io.github.tokencache.testkit.FakeClock;
import io.github.tokencache.testkit.ReferenceBackend;
import io.github.tokencache.testkit.store.AccessToken;
import io.github.tokencache.testkit.store.KitTokenModel;
import io.github.tokencache.testkit.store.Login;
import io.github.tokencache.testkit.store.MapTokenStore;
import io.github.tokencache.testkit.store.RefreshToken;
import org.junit.jupiter.api.Test;

class ClientIndexTest {
    private final FakeClock clock = new FakeClock();
    private final MapTokenStore database = new MapTokenStore();

    private CachingTokenStoreBuilder<AccessToken, RefreshToken, Login> builder() {
        return CachingTokenStore.builder(database, new KitTokenModel(), new ReferenceBackend<>(clock::nanoTime, 100));
    }

    @Test
    void theTokensOfAClientAreEvictedTogether() {
        CachingTokenStore<AccessToken, RefreshToken, Login> store =
                builder().indexClients().build();
        cached(store, "app-1", "app");
        cached(store, "app-2", "app");
        cached(store, "web-1", "web");
        int before = database.reads();

        store.evictClient("app");

        store.readAccessToken("web-1");
        assertThat(database.reads()).isEqualTo(before);
        store.readAccessToken("app-1");
        store.readAccessToken("app-2");
        assertThat(database.reads()).isEqualTo(before + 2);
    }

    @Test
    void aClientThatIsNotIndexedCannotBeEvicted() {
        CachingTokenStore<AccessToken, RefreshToken, Login> store = builder().build();

        assertThatIllegalStateException()
                .isThrownBy(() -> store.evictClient("app"))
                .withMessage("clients must be indexed to evict by client, but are not; switch indexClients() on, or"
                        + " evict everything");
    }

    private void cached(CachingTokenStore<AccessToken, RefreshToken, Login> store, String token, String client) {
        database.storeAccessToken(
                new AccessToken(token, null, null), new Login("user of " + token, client, "web", "USER"));
        store.readAccessToken(token);
        store.readAccessToken(token);
    }
}
