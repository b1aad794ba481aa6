package io.github.tokencache.springsecurityoauth2;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tokencache.CacheEnvironment;
import io.github.tokencache.TokenCacheListener;
import io.github.tokencache.TokenEntry;
import io.github.tokencache.TokenKey;
import io.github.tokencache.backends.EveryBackend;
import io.github.tokencache.testkit.FailingBackend;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.common.OAuth2AccessToken;
import org.springframework.security.oauth2.provider.OAuth2Authentication;
import org.springframework.security.oauth2.provider.token.DefaultAuthenticationKeyGenerator;

/** A row that its reader has to repair was found before somebody removed it; whoever comes later must not get it. */
@NullUnmarked
@EveryBackend
class FoundRowsTest {
    private final Tables tables = new Tables();
    private final CountDownLatch found = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);
    private final AtomicBoolean holding = new AtomicBoolean();
    private final FailingBackend<TokenEntry<OAuth2AccessToken, OAuth2Authentication>> backend =
            new FailingBackend<>(Backends.tokens());
    private final LeanJdbcTokenStore store = LeanJdbcTokenStore.builder(tables.dataSource(), backend)
            .environment(CacheEnvironment.of("tokens").withListener(new HoldTheFirstLoad()))
            .build();
    private final OAuth2Authentication user = Samples.authentication("app", "kim", "ROLE_USER");

    private final class HoldTheFirstLoad implements TokenCacheListener {
        @Override
        public void onLoad(TokenKey.Kind kind, Duration duration) {
            if (holding.getAndSet(false)) {
                found.countDown();
                await(goOn);
            }
        }
    }

    @AfterEach
    void closeTables() {
        tables.close();
    }

    @Test
    void aTokenWhoseAuthenticationIsUnreadableIsGoneAfterItsRemoval() throws Exception {
        storeToken();
        tables.jdbc().update("update oauth_access_token set authentication = ?", new byte[] {1});

        assertThat(readAfterARemoval(() -> store.readAccessToken("t"))).isNull();
    }

    @Test
    void aTokenOfAnOutdatedRowIsGoneAfterItsRemoval() throws Exception {
        storeToken();
        OAuth2Authentication other = outdateRow();

        assertThat(readAfterARemoval(() -> store.getAccessToken(other))).isNull();
    }

    @Test
    void theRepairOfAnOutdatedRowDoesNotBringItBack() throws Exception {
        storeToken();
        OAuth2Authentication other = outdateRow();
        LeanJdbcTokenStore populating = LeanJdbcTokenStore.builder(tables.dataSource(), Backends.tokens())
                .environment(CacheEnvironment.of("tokens").withListener(new HoldTheFirstLoad()))
                .populateOnStore()
                .build();
        holding.set(true);
        FutureTask<OAuth2AccessToken> early = new FutureTask<>(() -> populating.getAccessToken(other));
        start(early);
        await(found);
        populating.removeAccessTokenUsingRefreshToken("r");
        goOn.countDown();

        assertThat(early.get(30, TimeUnit.SECONDS))
                .as("found before the removal")
                .isEqualTo(Samples.token("t"));
        assertThat(tables.accessTokens()).isZero();
        assertThat(populating.readAccessToken("t")).isNull();
        assertThat(populating.getAccessToken(other)).isNull();
    }

    private OAuth2Authentication outdateRow() {
        OAuth2Authentication other = Samples.authentication("app", "lee", "ROLE_USER");
        tables.jdbc()
                .update(
                        "update oauth_access_token set authentication_id = ?",
                        new DefaultAuthenticationKeyGenerator().extractKey(other));
        return other;
    }

    private void storeToken() {
        store.storeAccessToken(Samples.token("t", Samples.refreshToken("r")), user);
    }

    /** The answer of a reader that starts when the removal has returned but the load of another one has not. */
    private <T> T readAfterARemoval(Callable<T> read) throws Exception {
        holding.set(true);
        FutureTask<T> early = new FutureTask<>(read);
        start(early);
        await(found);
        store.removeAccessTokenUsingRefreshToken("r");
        // Or the early reader would repair the row, as the bare store does, before the late one looks.
        backend.fail(FailingBackend.Operation.BEGIN, FailingBackend.Effect.NONE);
        FutureTask<T> late = new FutureTask<>(read);
        Thread reader = start(late);
        while (reader.isAlive() && reader.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        goOn.countDown();
        return late.get(30, TimeUnit.SECONDS);
    }

    private static Thread start(Runnable work) {
        Thread thread = new Thread(work, "reader");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void whatWasFoundIsNotSpelledOut() {
        assertThat(new Column<>(Samples.token("s3cr3t"), null).toString()).doesNotContain("s3cr3t");
        assertThat(new LeanRows.Found(List.of(Samples.token("s3cr3t")), List.of()).toString())
                .doesNotContain("s3cr3t");
    }
}
