package io.github.tokencache.testkit.store;

import io.github.tokencache.CacheEnvironment;
import io.github.tokencache.CachingTokenStore;
import io.github.tokencache.CachingTokenStoreBuilder;
import io.github.tokencache.TokenCacheSettings;
import io.github.tokencache.TokenEntry;
import io.github.tokencache.TokenStore;
import io.github.tokencache.testkit.FakeClock;
import io.github.tokencache.testkit.ReferenceBackend;
import java.time.Duration;
import org.junit.jupiter.api.Nested;

class ReferenceRevocationTest {
    private static CachingTokenStoreBuilder<AccessToken, RefreshToken, Login> builder(
            TokenStore<AccessToken, RefreshToken, Login> delegate) {
        FakeClock clock = new FakeClock();
        ReferenceBackend<TokenEntry<AccessToken, Login>> backend = new ReferenceBackend<>(clock::nanoTime, 1000);
        return CachingTokenStore.builder(delegate, new KitTokenModel(), backend)
                .environment(CacheEnvironment.of("test").withClock(clock))
                .settings(TokenCacheSettings.defaults().withUnknownTimeToLive(Duration.ofSeconds(5)));
    }

    @Nested
    class EvictOnStore extends RevocationContract {
        @Override
        protected TokenStore<AccessToken, RefreshToken, Login> caching(
                TokenStore<AccessToken, RefreshToken, Login> delegate) {
            return builder(delegate).build();
        }
    }

    @Nested
    class PopulateOnStore extends RevocationContract {
        @Override
        protected TokenStore<AccessToken, RefreshToken, Login> caching(
                TokenStore<AccessToken, RefreshToken, Login> delegate) {
            return builder(delegate).populateOnStore().build();
        }
    }
}
