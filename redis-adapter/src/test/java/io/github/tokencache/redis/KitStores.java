package io.github.tokencache.redis;

import io.github.tokencache.CacheWriteException;
import io.github.tokencache.CachingTokenStore;
import io.github.tokencache.CachingTokenStoreBuilder;
import io.github.tokencache.EntryFormat;
import io.github.tokencache.TokenCacheSettings;
import io.github.tokencache.TokenStore;
import io.github.tokencache.testkit.store.AccessToken;
import io.github.tokencache.testkit.store.KitTokenModel;
import io.github.tokencache.testkit.store.Login;
import io.github.tokencache.testkit.store.RefreshToken;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import redis.clients.jedis.UnifiedJedis;

/** Token stores of the kit's own tokens, and what happens to them. */
final class KitStores {
    private KitStores() {}

    /** A store whose cells are where the client leads. */
    static CachingTokenStoreBuilder<AccessToken, RefreshToken, Login> over(
            UnifiedJedis client, TokenStore<AccessToken, RefreshToken, Login> delegate) {
        return CachingTokenStore.builder(
                        delegate,
                        new KitTokenModel(),
                        RedisCacheBackend.create(client, EntryFormat.plain(new KitCodec()), RedisSettings.defaults()))
                .settings(TokenCacheSettings.defaults().withUnknownTimeToLive(Duration.ofSeconds(5)));
    }

    /** The same store, in whose first call of that name (of any, if it is empty) something happens to the servers. */
    @SuppressWarnings("unchecked")
    static TokenStore<AccessToken, RefreshToken, Login> disturbed(
            TokenStore<AccessToken, RefreshToken, Login> store, String call, Runnable disturbance) {
        AtomicBoolean happened = new AtomicBoolean();
        return (TokenStore<AccessToken, RefreshToken, Login>) Proxy.newProxyInstance(
                KitStores.class.getClassLoader(), new Class<?>[] {TokenStore.class}, (self, method, arguments) -> {
                    if (method.getName().startsWith(call) && happened.compareAndSet(false, true)) {
                        disturbance.run();
                    }
                    try {
                        return method.invoke(store, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    /** As a client that is answered 503 and comes again. */
    static void insist(Runnable write) {
        Eventually.until("the write is confirmed", () -> {
            try {
                write.run();
                return true;
            } catch (CacheWriteException notYet) {
                return false;
            }
        });
    }
}
