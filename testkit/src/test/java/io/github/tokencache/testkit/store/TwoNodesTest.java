package io.github.tokencache.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tokencache.CacheBackend;
import io.github.tokencache.CacheEnvironment;
import io.github.tokencache.CachingTokenStore;
import io.github.tokencache.TokenCacheSettings;
import io.github.tokencache.TokenEntry;
import io.github.tokencache.TokenStore;
import io.github.tokencache.testkit.FakeClock;
import io.github.tokencache.testkit.ReferenceBackend;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Two nodes over one database: with a cache of their own each, and with one they share. */
class TwoNodesTest {
    private static final RefreshToken REFRESH = new RefreshToken("refresh-1");
    private static final AccessToken TOKEN = new AccessToken("token-1", null, REFRESH);
    private static final Login ALICE = Login.of("alice");
    private static final Duration TIME_TO_LIVE = Duration.ofSeconds(60);

    private final FakeClock clock = new FakeClock();
    private final MapTokenStore database = new MapTokenStore();

    private static CacheBackend<TokenEntry<AccessToken, Login>> cache(FakeClock clock) {
        return new ReferenceBackend<>(clock::nanoTime, 1000);
    }

    private static TokenStore<AccessToken, RefreshToken, Login> node(
            TokenStore<AccessToken, RefreshToken, Login> delegate,
            CacheBackend<TokenEntry<AccessToken, Login>> cache,
            FakeClock clock) {
        return CachingTokenStore.builder(delegate, new KitTokenModel(), cache)
                .environment(CacheEnvironment.of("test").withClock(clock))
                .settings(TokenCacheSettings.defaults()
                        .withTimeToLive(TIME_TO_LIVE)
                        .withJitter(0))
                .build();
    }

    private NaiveTokenStore naive() {
        return new NaiveTokenStore(database, Habit.EVICT_BEFORE, Habit.EVICT_AFTER);
    }

    @BeforeEach
    void storeToken() {
        database.storeAccessToken(TOKEN, ALICE);
    }

    @Test
    void withoutASharedCacheARemovalReachesTheOtherNodeAfterTheTimeToLive() {
        assertGoneAfterTheTimeToLive(node(database, cache(clock), clock), node(database, cache(clock), clock));
    }

    @Test
    void withoutASharedCacheNorATimeToLiveItNeverDoes() {
        assertThatThrownBy(() -> assertGoneAfterTheTimeToLive(naive(), naive()))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("after the time to live");
    }

    private void assertGoneAfterTheTimeToLive(
            TokenStore<AccessToken, RefreshToken, Login> one, TokenStore<AccessToken, RefreshToken, Login> two) {
        assertThat(two.readAccessToken("token-1")).isEqualTo(TOKEN);
        one.removeAccessToken(TOKEN);
        assertThat(one.readAccessToken("token-1")).isNull();
        clock.advance(TIME_TO_LIVE.minusNanos(1));
        assertThat(two.readAccessToken("token-1"))
                .as("the bound is used up: hits do not lengthen it, nothing else ends it")
                .isEqualTo(TOKEN);
        clock.advance(Duration.ofNanos(1));
        assertThat(two.readAccessToken("token-1")).as("after the time to live").isNull();
        assertThat(two.readAuthentication("token-1")).isNull();
    }

    @Test
    void withASharedCacheARemovalReachesTheOtherNodeAtOnce() {
        CacheBackend<TokenEntry<AccessToken, Login>> shared = cache(clock);
        assertGoneAtOnce(node(database, shared, clock), node(database, shared, clock));
    }

    @Test
    void withoutASharedCacheARemovalDoesNotReachTheOtherNodeAtOnce() {
        assertThatThrownBy(() -> assertGoneAtOnce(naive(), naive())).isInstanceOf(AssertionError.class);
    }

    private static void assertGoneAtOnce(
            TokenStore<AccessToken, RefreshToken, Login> one, TokenStore<AccessToken, RefreshToken, Login> two) {
        assertThat(two.readAccessToken("token-1")).isEqualTo(TOKEN);
        one.removeAccessToken(TOKEN);
        assertThat(two.readAccessToken("token-1")).isNull();
        assertThat(two.readAuthentication("token-1")).isNull();
    }

    /** Every schedule of the contract with its writers on one node and its readers on the other. */
    @Nested
    class WithASharedCache extends RevocationContract {
        @Override
        protected TokenStore<AccessToken, RefreshToken, Login> caching(
                TokenStore<AccessToken, RefreshToken, Login> delegate) {
            CacheBackend<TokenEntry<AccessToken, Login>> shared = cache(clock);
            return split(node(delegate, shared, clock), node(delegate, shared, clock));
        }
    }

    @SuppressWarnings("unchecked")
    private static TokenStore<AccessToken, RefreshToken, Login> split(
            TokenStore<AccessToken, RefreshToken, Login> ofWriters,
            TokenStore<AccessToken, RefreshToken, Login> ofReaders) {
        return (TokenStore<AccessToken, RefreshToken, Login>) Proxy.newProxyInstance(
                TwoNodesTest.class.getClassLoader(), new Class<?>[] {TokenStore.class}, (self, method, arguments) -> {
                    boolean writes = method.getName().startsWith("store")
                            || method.getName().startsWith("remove");
                    try {
                        return method.invoke(writes ? ofWriters : ofReaders, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
