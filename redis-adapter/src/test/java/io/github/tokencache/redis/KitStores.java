package io.github.tokencache.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tokencache.CacheBackend;
import io.github.tokencache.CacheWriteException;
import io.github.tokencache.CachingTokenStore;
import io.github.tokencache.CachingTokenStoreBuilder;
import io.github.tokencache.EntryFormat;
import io.github.tokencache.TokenCacheSettings;
import io.github.tokencache.TokenEntry;
import io.github.tokencache.TokenStore;
import io.github.tokencache.servers.RedisServer;
import io.github.tokencache.testkit.store.AccessToken;
import io.github.tokencache.testkit.store.KitTokenModel;
import io.github.tokencache.testkit.store.Login;
import io.github.tokencache.testkit.store.MapTokenStore;
import io.github.tokencache.testkit.store.RefreshToken;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicBoolean;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.UnifiedJedis;

/** Token stores of the kit's own tokens, and what happens to them. */
final class KitStores {
    private KitStores() {}

    /** A store whose cells are where the client leads. */
    static CachingTokenStoreBuilder<AccessToken, RefreshToken, Login> over(
            UnifiedJedis client, TokenStore<AccessToken, RefreshToken, Login> delegate) {
        return over(shared(client), delegate);
    }

    static CacheBackend<TokenEntry<AccessToken, Login>> shared(UnifiedJedis client) {
        return RedisCacheBackend.create(client, EntryFormat.plain(new KitCodec()), RedisSettings.defaults());
    }

    static CachingTokenStoreBuilder<AccessToken, RefreshToken, Login> over(
            CacheBackend<TokenEntry<AccessToken, Login>> backend,
            TokenStore<AccessToken, RefreshToken, Login> delegate) {
        return CachingTokenStore.builder(delegate, new KitTokenModel(), backend)
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

    /** Drops all cells, and not the list of nodes, which no failover loses either. */
    static void empty(Collection<RedisServer> masters) {
        for (RedisServer master : masters) {
            try (Jedis admin = master.admin()) {
                admin.keys("tc1:*").stream()
                        .filter(key -> !key.startsWith("tc1:nodes:"))
                        .forEach(admin::del);
            }
        }
    }

    /** Something happens to the servers between the begin and the end of a removal, which is repeated until it is confirmed. */
    static void removalIsFinal(CacheBackend<TokenEntry<AccessToken, Login>> backend, Runnable change) {
        MapTokenStore database = new MapTokenStore();
        AccessToken token = new AccessToken("token-1", null, new RefreshToken("refresh-1"));
        database.storeAccessToken(token, Login.of("alice"));
        AtomicBoolean changed = new AtomicBoolean();
        Runnable once = () -> {
            changed.set(true);
            change.run();
        };
        TokenStore<AccessToken, RefreshToken, Login> store =
                over(backend, disturbed(database, "removeAccessToken", once)).build();
        for (int read = 0; read < 4; read++) {
            assertThat(store.readAccessToken("token-1")).isEqualTo(token);
        }
        assertThat(database.reads()).isEqualTo(1);

        insist(() -> store.removeAccessToken(token));

        assertThat(changed).isTrue();
        assertThat(store.readAccessToken("token-1")).isNull();
        assertThat(store.readAuthentication("token-1")).isNull();
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
