package io.github.tokencache.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tokencache.CacheEnvironment;
import io.github.tokencache.CachingTokenStore;
import io.github.tokencache.TokenStore;
import io.github.tokencache.testkit.FakeClock;
import io.github.tokencache.testkit.ReferenceBackend;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** How long a token is served that has gone from the database behind the cache's back. */
class TokenLifeTest {
    private static final Duration DEFAULT_TIME_TO_LIVE = Duration.ofSeconds(60);

    private final FakeClock clock = new FakeClock();
    private final MapTokenStore database = new MapTokenStore();
    private final TokenStore<AccessToken, RefreshToken, Login> store = CachingTokenStore.builder(
                    database, new KitTokenModel(), new ReferenceBackend<>(clock::nanoTime, 100))
            .environment(CacheEnvironment.of("test").withClock(clock))
            .build();
    private final TokenStore<AccessToken, RefreshToken, Login> naive = new NaiveTokenStore(database, Habit.EVICT_AFTER);

    @Test
    void aTokenWithoutExpiryIsServedForTheTimeToLiveAtMost() {
        assertNotServedAfter(store, null, () -> clock.advance(DEFAULT_TIME_TO_LIVE));
    }

    @Test
    void aCacheThatServesATokenWithoutExpiryForEverIsCaught() {
        assertCaught(null, () -> clock.advance(DEFAULT_TIME_TO_LIVE));
    }

    @Test
    void theExpiryIsCheckedOnEveryHit() {
        assertNotServedAfter(store, clock.instant().plusSeconds(30), () -> clock.stepWall(Duration.ofSeconds(30)));
    }

    @Test
    void aCacheThatDoesNotCheckTheExpiryOnAHitIsCaught() {
        assertCaught(clock.instant().plusSeconds(30), () -> clock.stepWall(Duration.ofSeconds(30)));
    }

    @Test
    void aTokenThatHasExpiredAlreadyIsNotKept() {
        assertNotServedAfter(store, clock.instant(), () -> {});
    }

    @Test
    void aCacheThatKeepsATokenThatHasExpiredAlreadyIsCaught() {
        assertCaught(clock.instant(), () -> {});
    }

    private void assertCaught(@Nullable Instant expiry, Runnable wait) {
        assertThatThrownBy(() -> assertNotServedAfter(naive, expiry, wait)).isInstanceOf(AssertionError.class);
    }

    private void assertNotServedAfter(
            TokenStore<AccessToken, RefreshToken, Login> cache, @Nullable Instant expiry, Runnable wait) {
        AccessToken token = new AccessToken("token-1", expiry, null);
        database.storeAccessToken(token, Login.of("alice"));
        assertThat(cache.readAccessToken("token-1")).isEqualTo(token);
        database.removeAccessToken(token);
        wait.run();
        assertThat(cache.readAccessToken("token-1")).isNull();
        assertThat(cache.readAuthentication("token-1")).isNull();
    }
}
