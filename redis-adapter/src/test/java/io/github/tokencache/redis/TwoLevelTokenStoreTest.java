package io.github.tokencache.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tokencache.CacheBackend;
import io.github.tokencache.CachingTokenStore;
import io.github.tokencache.CachingTokenStoreBuilder;
import io.github.tokencache.TokenCacheSettings;
import io.github.tokencache.TokenEntry;
import io.github.tokencache.TokenStore;
import io.github.tokencache.testkit.FakeClock;
import io.github.tokencache.testkit.ReferenceBackend;
import io.github.tokencache.testkit.store.AccessToken;
import io.github.tokencache.testkit.store.KitTokenModel;
import io.github.tokencache.testkit.store.Login;
import io.github.tokencache.testkit.store.MapTokenStore;
import io.github.tokencache.testkit.store.RefreshToken;
import io.github.tokencache.testkit.store.RevocationContract;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The contracts of a token store on two levels: each look at the cache is on another node than the one before. */
class TwoLevelTokenStoreTest {
    private static final Duration LEASE = Duration.ofSeconds(1);

    private final FakeClock clock = new FakeClock();
    private final MemoryBus bus = new MemoryBus(clock);
    private final CacheBackend<TokenEntry<AccessToken, Login>> shared = new ReferenceBackend<>(clock::nanoTime, 1_000);
    private final List<TwoLevelCacheBackend<TokenEntry<AccessToken, Login>>> nodes = Stream.generate(
                    () -> new TwoLevelCacheBackend<>(shared, bus.joinLongAgo(LEASE), 1_000, clock::nanoTime))
            .limit(2)
            .toList();

    private static CachingTokenStoreBuilder<AccessToken, RefreshToken, Login> caching(
            TokenStore<AccessToken, RefreshToken, Login> delegate,
            CacheBackend<TokenEntry<AccessToken, Login>> backend) {
        return CachingTokenStore.builder(delegate, new KitTokenModel(), backend)
                .settings(TokenCacheSettings.defaults().withUnknownTimeToLive(Duration.ofSeconds(5)));
    }

    private CachingTokenStoreBuilder<AccessToken, RefreshToken, Login> alternating(
            TokenStore<AccessToken, RefreshToken, Login> delegate) {
        return caching(delegate, new Alternating<>(nodes, () -> {}));
    }

    @Test
    void aTokenRevokedOnOneNodeIsGoneOnTheOther() {
        MapTokenStore database = new MapTokenStore();
        TokenStore<AccessToken, RefreshToken, Login> one =
                caching(database, nodes.get(0)).build();
        TokenStore<AccessToken, RefreshToken, Login> two =
                caching(database, nodes.get(1)).build();
        AccessToken token = new AccessToken("token-1", null, new RefreshToken("refresh-1"));
        database.storeAccessToken(token, Login.of("alice"));
        for (int i = 0; i < 4; i++) {
            assertThat(two.readAccessToken("token-1")).isEqualTo(token);
        }
        assertThat(nodes.get(1).statistics().nearHits()).isPositive();
        assertThat(database.reads()).isEqualTo(1);

        one.removeAccessTokenUsingRefreshToken(new RefreshToken("refresh-1"));

        assertThat(two.readAccessToken("token-1")).isNull();
        assertThat(two.readAuthentication("token-1")).isNull();
    }

    @Nested
    class Revocation extends RevocationContract {
        @Override
        protected TokenStore<AccessToken, RefreshToken, Login> caching(
                TokenStore<AccessToken, RefreshToken, Login> delegate) {
            return alternating(delegate).build();
        }
    }

    @Nested
    class RevocationWhenPopulating extends RevocationContract {
        @Override
        protected TokenStore<AccessToken, RefreshToken, Login> caching(
                TokenStore<AccessToken, RefreshToken, Login> delegate) {
            return alternating(delegate).populateOnStore().build();
        }
    }

    @Nested
    class Evicting extends KitStoreContract {
        @Override
        protected TokenStore<AccessToken, RefreshToken, Login> newStore() {
            return alternating(new MapTokenStore()).build();
        }
    }

    @Nested
    class Populating extends KitStoreContract {
        @Override
        protected TokenStore<AccessToken, RefreshToken, Login> newStore() {
            return alternating(new MapTokenStore()).populateOnStore().build();
        }
    }
}
