package io.github.tokencache.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tokencache.CacheBackendException;
import io.github.tokencache.CacheEnvironment;
import io.github.tokencache.CachingTokenStore;
import io.github.tokencache.TokenEntry;
import io.github.tokencache.TokenStore;
import io.github.tokencache.testkit.FailingBackend;
import io.github.tokencache.testkit.FailingBackend.Effect;
import io.github.tokencache.testkit.FailingBackend.Operation;
import io.github.tokencache.testkit.FakeClock;
import io.github.tokencache.testkit.ReferenceBackend;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The server of the cache goes away: logins go on, and no removal is half done. */
class BackendOutageTest {
    private static final AccessToken TOKEN = new AccessToken("token-1", null, new RefreshToken("refresh-1"));
    private static final Login ALICE = Login.of("alice");

    private final FakeClock clock = new FakeClock();
    private final MapTokenStore database = new MapTokenStore();
    private final FailingBackend<TokenEntry<AccessToken, Login>> backend =
            new FailingBackend<>(new ReferenceBackend<>(clock::nanoTime, 100));
    private final TokenStore<AccessToken, RefreshToken, Login> store = CachingTokenStore.builder(
                    database, new KitTokenModel(), backend)
            .environment(CacheEnvironment.of("test").withClock(clock))
            .build();
    private final NaiveTokenStore naive = new NaiveTokenStore(database, Habit.EVICT_AFTER);

    @BeforeEach
    void storeToken() {
        database.storeAccessToken(TOKEN, ALICE);
    }

    private void takeBackendAway() {
        for (Operation operation : Operation.values()) {
            backend.fail(operation, Effect.NONE);
        }
    }

    private void takeNaiveBackendAway() {
        naive.failWith(new CacheBackendException("away on purpose"));
    }

    @Test
    void aCheckIsAnsweredWhileTheBackendIsAway() {
        assertChecksAreAnswered(store, this::takeBackendAway);
    }

    @Test
    void aCheckThatFailsWithTheBackendIsCaught() {
        assertThatThrownBy(() -> assertChecksAreAnswered(naive, this::takeNaiveBackendAway))
                .isInstanceOf(AssertionError.class);
    }

    private static void assertChecksAreAnswered(TokenStore<AccessToken, RefreshToken, Login> store, Runnable outage) {
        assertThat(store.readAccessToken("token-1")).isEqualTo(TOKEN);
        outage.run();
        assertThatCode(() -> {
                    assertThat(store.readAccessToken("token-1")).isEqualTo(TOKEN);
                    assertThat(store.readAuthentication("token-1")).isEqualTo(ALICE);
                    assertThat(store.getAccessToken(ALICE)).isEqualTo(TOKEN);
                })
                .doesNotThrowAnyException();
    }

    @Test
    void aRemovalThatTheCacheCannotBeToldOfIsNotHalfDone() {
        assertNotHalfDone(store, this::takeBackendAway, backend::heal);
    }

    @Test
    void aRemovalThatIsDoneBeforeTheCacheIsToldIsCaught() {
        assertThatThrownBy(() -> assertNotHalfDone(naive, this::takeNaiveBackendAway, () -> naive.failWith(null)))
                .isInstanceOf(AssertionError.class);
    }

    private void assertNotHalfDone(
            TokenStore<AccessToken, RefreshToken, Login> store, Runnable outage, Runnable recovery) {
        assertThat(store.readAccessToken("token-1")).isEqualTo(TOKEN);
        outage.run();
        assertThatThrownBy(() -> store.removeAccessToken(TOKEN)).isInstanceOf(RuntimeException.class);
        recovery.run();
        assertThat(store.readAccessToken("token-1")).isEqualTo(database.readAccessToken("token-1"));
    }
}
