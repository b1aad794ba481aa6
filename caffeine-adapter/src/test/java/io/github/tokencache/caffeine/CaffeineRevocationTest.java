package io.github.tokencache.caffeine;

import io.github.tokencache.CachingTokenStore;
import io.github.tokencache.CachingTokenStoreBuilder;
import io.github.tokencache.TokenCacheSettings;
import io.github.tokencache.TokenStore;
import io.github.tokencache.testkit.store.AccessToken;
import io.github.tokencache.testkit.store.KitTokenModel;
import io.github.tokencache.testkit.store.Login;
import io.github.tokencache.testkit.store.RefreshToken;
import io.github.tokencache.testkit.store.RevocationContract;
import java.time.Duration;
import org.junit.jupiter.api.Nested;

class CaffeineRevocationTest {
    private static CachingTokenStoreBuilder<AccessToken, RefreshToken, Login> builder(
            TokenStore<AccessToken, RefreshToken, Login> delegate) {
        return CachingTokenStore.builder(
                        delegate,
                        new KitTokenModel(),
                        CaffeineCacheBackend.forSingleNode(CaffeineSettings.ofEntries(1_000)))
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
