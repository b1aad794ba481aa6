package io.github.tokencache.testkit.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tokencache.CacheEnvironment;
import io.github.tokencache.CachingTokenStore;
import io.github.tokencache.TokenCacheListener;
import io.github.tokencache.TokenKey;
import io.github.tokencache.testkit.FakeClock;
import io.github.tokencache.testkit.ReferenceBackend;
import io.github.tokencache.testkit.store.AccessToken;
import io.github.tokencache.testkit.store.KitTokenModel;
import io.github.tokencache.testkit.store.Login;
import io.github.tokencache.testkit.store.MapTokenStore;
import io.github.tokencache.testkit.store.RefreshToken;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class TokenCacheListenerTest {
    private static final AccessToken TOKEN = new AccessToken("token-1", null, null);
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final MapTokenStore database = new MapTokenStore();

    private CachingTokenStore<AccessToken, RefreshToken, Login> store(TokenCacheListener listener) {
        FakeClock clock = new FakeClock();
        database.storeAccessToken(TOKEN, Login.of("alice"));
        return CachingTokenStore.builder(database, new KitTokenModel(), new ReferenceBackend<>(clock::nanoTime, 100))
                .environment(CacheEnvironment.of("test").withClock(clock).withListener(listener))
                .build();
    }

    /** Writes down what it hears as {@code event kind}; the event of a load has a duration besides. */
    private TokenCacheListener recorder() {
        return (TokenCacheListener) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {TokenCacheListener.class}, (proxy, method, arguments) -> {
                    Object what = arguments[0];
                    heard.add(method.getName() + ' ' + (what instanceof TokenKey.Kind kind ? kind.label() : what));
                    return null;
                });
    }

    @Test
    void hearsMissFillHitAndEviction() {
        CachingTokenStore<AccessToken, RefreshToken, Login> store = store(recorder());
        store.readAccessToken("token-1");
        store.readAccessToken("token-1");
        store.removeAccessToken(TOKEN);
        assertThat(heard)
                .containsExactly(
                        "onMiss access-token",
                        "onLoad access-token",
                        "onFill access-token",
                        "onHit access-token",
                        "onWriteStep BEGIN",
                        "onWriteStep END",
                        "onEviction access-token");
    }

    @Test
    void aListenerThatThrowsIsNotNoticed() {
        TokenCacheListener throwing = (TokenCacheListener) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {TokenCacheListener.class}, (proxy, method, arguments) -> {
                    throw new IllegalStateException("the listener is broken");
                });
        CachingTokenStore<AccessToken, RefreshToken, Login> store = store(throwing);
        assertThat(store.readAccessToken("token-1")).isEqualTo(TOKEN);
        assertThat(store.readAccessToken("token-1")).isEqualTo(TOKEN);
        store.removeAccessToken(TOKEN);
        assertThat(store.readAccessToken("token-1")).isNull();
    }
}
