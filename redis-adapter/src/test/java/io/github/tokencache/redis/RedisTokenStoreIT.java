package io.github.tokencache.redis;

import io.github.tokencache.CachingTokenStoreBuilder;
import io.github.tokencache.TokenStore;
import io.github.tokencache.testkit.store.AccessToken;
import io.github.tokencache.testkit.store.Login;
import io.github.tokencache.testkit.store.MapTokenStore;
import io.github.tokencache.testkit.store.RefreshToken;
import io.github.tokencache.testkit.store.RevocationContract;
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
        return KitStores.over(CLIENT, delegate);
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

    @Nested
    class Evicting extends KitStoreContract {
        @Override
        protected TokenStore<AccessToken, RefreshToken, Login> newStore() {
            return over(new MapTokenStore()).indexClients().build();
        }
    }

    @Nested
    class Populating extends KitStoreContract {
        @Override
        protected TokenStore<AccessToken, RefreshToken, Login> newStore() {
            return over(new MapTokenStore()).populateOnStore().build();
        }
    }
}
