package io.github.tokencache.redis;

import io.github.tokencache.CachingTokenStore;
import io.github.tokencache.CachingTokenStoreBuilder;
import io.github.tokencache.EntryFormat;
import io.github.tokencache.TokenCacheSettings;
import io.github.tokencache.TokenModel;
import io.github.tokencache.TokenStore;
import io.github.tokencache.testkit.store.AccessToken;
import io.github.tokencache.testkit.store.KitTokenModel;
import io.github.tokencache.testkit.store.Login;
import io.github.tokencache.testkit.store.MapTokenStore;
import io.github.tokencache.testkit.store.RefreshToken;
import io.github.tokencache.testkit.store.RevocationContract;
import io.github.tokencache.testkit.store.TokenStoreContract;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Nested;
import redis.clients.jedis.UnifiedJedis;

/** The contracts of a token store, through a real server. */
class RedisTokenStoreIT {
    private static final UnifiedJedis CLIENT = TestRedis.client();

    @AfterAll
    static void close() {
        CLIENT.close();
    }

    private static CachingTokenStoreBuilder<AccessToken, RefreshToken, Login> over(
            TokenStore<AccessToken, RefreshToken, Login> delegate) {
        CLIENT.flushAll();
        return CachingTokenStore.builder(
                        delegate,
                        new KitTokenModel(),
                        RedisCacheBackend.create(CLIENT, EntryFormat.plain(new KitCodec()), RedisSettings.defaults()))
                .settings(TokenCacheSettings.defaults().withUnknownTimeToLive(Duration.ofSeconds(5)));
    }

    @Nested
    class Revocation extends RevocationContract {
        @Override
        protected TokenStore<AccessToken, RefreshToken, Login> caching(
                TokenStore<AccessToken, RefreshToken, Login> delegate) {
            return over(delegate).build();
        }
    }

    @Nested
    class RevocationWhenPopulating extends RevocationContract {
        @Override
        protected TokenStore<AccessToken, RefreshToken, Login> caching(
                TokenStore<AccessToken, RefreshToken, Login> delegate) {
            return over(delegate).populateOnStore().build();
        }
    }

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
    }

    @Nested
    class Evicting extends OfKit {
        @Override
        protected TokenStore<AccessToken, RefreshToken, Login> newStore() {
            return over(new MapTokenStore()).indexClients().build();
        }
    }

    @Nested
    class Populating extends OfKit {
        @Override
        protected TokenStore<AccessToken, RefreshToken, Login> newStore() {
            return over(new MapTokenStore()).populateOnStore().build();
        }
    }
}
