package io.github.tokencache.testkit.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tokencache.CacheEnvironment;
import io.github.tokencache.CacheWriteException;
import io.github.tokencache.CachingTokenStore;
import io.github.tokencache.TokenEntry;
import io.github.tokencache.TokenStore;
import io.github.tokencache.WriteKind;
import io.github.tokencache.testkit.FailingBackend;
import io.github.tokencache.testkit.FailingBackend.Effect;
import io.github.tokencache.testkit.FailingBackend.Operation;
import io.github.tokencache.testkit.FakeClock;
import io.github.tokencache.testkit.ReferenceBackend;
import io.github.tokencache.testkit.store.AccessToken;
import io.github.tokencache.testkit.store.KitTokenModel;
import io.github.tokencache.testkit.store.Login;
import io.github.tokencache.testkit.store.MapTokenStore;
import io.github.tokencache.testkit.store.RefreshToken;
import io.github.tokencache.testkit.store.Stop;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GrantRevocationTest {
    private static final RefreshToken REFRESH = new RefreshToken("refresh-1");
    private static final AccessToken TOKEN = new AccessToken("token-1", null, REFRESH);
    private static final Login ALICE = Login.of("alice");

    private final FakeClock clock = new FakeClock();
    private final MapTokenStore database = new MapTokenStore();
    private final FailingBackend<TokenEntry<AccessToken, Login>> backend =
            new FailingBackend<>(new ReferenceBackend<>(clock::nanoTime, 100));
    private final FailingBackend<TokenEntry<RefreshToken, Login>> payloads =
            new FailingBackend<>(new ReferenceBackend<>(clock::nanoTime, 100));
    private final List<String> calls = Collections.synchronizedList(new ArrayList<>());
    private @Nullable String failing;
    private final CachingTokenStore<AccessToken, RefreshToken, Login> store = CachingTokenStore.builder(
                    recorded(), new KitTokenModel(), backend)
            .refreshPayloads(payloads)
            .environment(CacheEnvironment.of("test").withClock(clock))
            .build();

    /** The database, with its removals written down beside what was begun in the cache by then. */
    @SuppressWarnings("unchecked")
    private TokenStore<AccessToken, RefreshToken, Login> recorded() {
        return (TokenStore<AccessToken, RefreshToken, Login>) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {TokenStore.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals(failing)) {
                        throw new IllegalStateException("the database is away");
                    }
                    if (method.getName().startsWith("remove")) {
                        calls.add(method.getName() + " after " + backend.calls(Operation.BEGIN) + " and "
                                + payloads.calls(Operation.BEGIN) + " begins");
                    }
                    try {
                        return method.invoke(database, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private void issue() {
        database.storeAccessToken(TOKEN, ALICE);
        database.storeRefreshToken(REFRESH, ALICE);
        store.readAccessToken("token-1");
        store.readAuthenticationForRefreshToken(REFRESH);
        calls.clear();
    }

    private void assertGone() {
        assertThat(database.readAccessToken("token-1")).isNull();
        assertThat(database.readRefreshToken("refresh-1")).isNull();
        assertThat(store.readAccessToken("token-1")).isNull();
        assertThat(store.readAuthentication("token-1")).isNull();
        assertThat(store.readAuthenticationForRefreshToken(REFRESH)).isNull();
    }

    private void assertNothingChanged() {
        assertThat(calls).isEmpty();
        assertThat(database.readAccessToken("token-1")).isNotNull();
        assertThat(database.readRefreshToken("refresh-1")).isNotNull();
    }

    @Test
    void anAccessTokenGoesWithItsRefreshTokenOnceAllIsMarked() {
        issue();
        store.revokeAccessToken(TOKEN);
        assertGone();
        assertThat(calls)
                .containsExactly(
                        "removeRefreshToken after 1 and 1 begins",
                        "removeAccessTokenUsingRefreshToken after 1 and 1 begins",
                        "removeAccessToken after 1 and 1 begins");
    }

    @Test
    void aRefreshTokenGoesWithItsAccessTokensOnceAllIsMarked() {
        issue();
        store.revokeRefreshToken(REFRESH);
        assertGone();
        assertThat(calls)
                .containsExactly(
                        "removeAccessTokenUsingRefreshToken after 1 and 1 begins",
                        "removeRefreshToken after 1 and 1 begins");
    }

    @Test
    void anAccessTokenWithoutARefreshTokenGoesAlone() {
        AccessToken alone = new AccessToken("token-2", null, null);
        database.storeAccessToken(alone, ALICE);
        store.readAccessToken("token-2");
        store.revokeAccessToken(alone);
        assertThat(store.readAccessToken("token-2")).isNull();
        assertThat(calls).containsExactly("removeAccessToken after 1 and 0 begins");
    }

    @Test
    void aCacheThatCannotBeToldLeavesNothingHalfDone() {
        issue();
        backend.fail(Operation.BEGIN, Effect.NONE);
        assertRefused(() -> store.revokeAccessToken(TOKEN));
        assertRefused(() -> store.revokeRefreshToken(REFRESH));
    }

    @Test
    void neitherDoesThatOfTheRefreshTokens() {
        issue();
        payloads.fail(Operation.BEGIN, Effect.NONE);
        assertRefused(() -> store.revokeAccessToken(TOKEN));
        assertRefused(() -> store.revokeRefreshToken(REFRESH));
    }

    private void assertRefused(Runnable revocation) {
        assertThatThrownBy(revocation::run).isInstanceOfSatisfying(CacheWriteException.class, e -> {
            assertThat(e.kind()).isEqualTo(WriteKind.REVOKE);
            assertThat(e.changed()).isFalse();
        });
        assertNothingChanged();
    }

    @Test
    void aDatabaseThatFailsInBetweenIsMadeUpForByRepeatingIt() {
        for (String statement :
                List.of("removeRefreshToken", "removeAccessTokenUsingRefreshToken", "removeAccessToken")) {
            issue();
            failing = statement;
            assertThatThrownBy(() -> store.revokeAccessToken(TOKEN)).hasMessage("the database is away");
            failing = null;
            AccessToken found = store.readAccessToken("token-1");
            if (found != null) {
                store.revokeAccessToken(found);
            }
            assertGone();
        }
    }

    @Test
    void aLoadInFlightNeverBringsTheTokenBack() {
        database.storeAccessToken(TOKEN, ALICE);
        database.storeRefreshToken(REFRESH, ALICE);
        for (Runnable revocation :
                List.<Runnable>of(() -> store.revokeAccessToken(TOKEN), () -> store.revokeRefreshToken(REFRESH))) {
            Stop stop = database.stopNext(MapTokenStore.Point.READ_FETCHED);
            CompletableFuture<@Nullable AccessToken> early =
                    CompletableFuture.supplyAsync(() -> store.readAccessToken("token-1"));
            stop.awaitReached();
            revocation.run();
            stop.release();
            early.join();
            assertGone();
            database.storeAccessToken(TOKEN, ALICE);
            database.storeRefreshToken(REFRESH, ALICE);
            store.evictAll();
        }
    }
}
