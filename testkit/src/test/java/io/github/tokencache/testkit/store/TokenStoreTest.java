package io.github.tokencache.testkit.store;

import io.github.tokencache.CachingTokenStore;
import io.github.tokencache.CachingTokenStoreBuilder;
import io.github.tokencache.TokenCacheSettings;
import io.github.tokencache.TokenEntry;
import io.github.tokencache.TokenModel;
import io.github.tokencache.TokenStore;
import io.github.tokencache.testkit.FakeClock;
import io.github.tokencache.testkit.ReferenceBackend;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;

/** The contract of a token store, on a bare store and on caching ones. */
class TokenStoreTest {

    private abstract static class OfKit extends TokenStoreContract<AccessToken, RefreshToken, Login> {
        @Override
        protected TokenModel<AccessToken, RefreshToken, Login> model() {
            return new KitTokenModel();
        }

        @Override
        protected AccessToken accessToken(String value, @Nullable Instant expiry, @Nullable RefreshToken refreshToken) {
            return new AccessToken(value, expiry, refreshToken);
        }

        @Override
        protected RefreshToken refreshToken(String value) {
            return new RefreshToken(value);
        }

        @Override
        protected Login authentication(String user, String client, String authority) {
            return new Login(user, client, "web", authority);
        }

        @Override
        protected String authorityOf(Login authentication) {
            return authentication.authority();
        }

        static CachingTokenStoreBuilder<AccessToken, RefreshToken, Login> caching() {
            FakeClock clock = new FakeClock();
            ReferenceBackend<TokenEntry<AccessToken, Login>> tokens = new ReferenceBackend<>(clock::nanoTime, 1000);
            return CachingTokenStore.builder(new MapTokenStore(), new KitTokenModel(), tokens);
        }
    }

    @Nested
    class Bare extends OfKit {
        @Override
        protected TokenStore<AccessToken, RefreshToken, Login> newStore() {
            return new MapTokenStore();
        }
    }

    @Nested
    class Caching extends OfKit {
        @Override
        protected TokenStore<AccessToken, RefreshToken, Login> newStore() {
            return caching().build();
        }
    }

    @Nested
    class CachingUnknownTokensAndRefreshPayloads extends OfKit {
        @Override
        protected TokenStore<AccessToken, RefreshToken, Login> newStore() {
            FakeClock clock = new FakeClock();
            return caching()
                    .settings(TokenCacheSettings.defaults().withUnknownTimeToLive(Duration.ofSeconds(5)))
                    .refreshPayloads(new ReferenceBackend<>(clock::nanoTime, 1000))
                    .build();
        }
    }

    @Nested
    class Populating extends OfKit {
        @Override
        protected TokenStore<AccessToken, RefreshToken, Login> newStore() {
            return caching().populateOnStore().build();
        }
    }
}
