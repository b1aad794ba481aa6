package io.github.tokencache.testkit.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tokencache.CacheEnvironment;
import io.github.tokencache.CachingTokenStore;
import io.github.tokencache.TokenCacheListener;
import io.github.tokencache.TokenCacheSettings;
import io.github.tokencache.TokenKey;
import io.github.tokencache.testkit.FakeClock;
import io.github.tokencache.testkit.ReferenceBackend;
import io.github.tokencache.testkit.store.AccessToken;
import io.github.tokencache.testkit.store.KitTokenModel;
import io.github.tokencache.testkit.store.Login;
import io.github.tokencache.testkit.store.MapTokenStore;
import io.github.tokencache.testkit.store.MapTokenStore.Point;
import io.github.tokencache.testkit.store.RefreshToken;
import io.github.tokencache.testkit.store.Stop;
import java.time.Duration;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Readers that wait for another's load. */
class WaitingReadersTest {
    private static final AccessToken TOKEN = new AccessToken("token-1", null, new RefreshToken("refresh-1"));

    private final MapTokenStore database = new MapTokenStore();
    private final OnMiss onMiss = new OnMiss();
    private final CachingTokenStore<AccessToken, RefreshToken, Login> store = CachingTokenStore.builder(
                    database, new KitTokenModel(), new ReferenceBackend<>(new FakeClock()::nanoTime, 100))
            .environment(CacheEnvironment.of("test").withListener(onMiss))
            .settings(TokenCacheSettings.defaults().withMaxWait(Duration.ofMillis(1)))
            .build();

    private static final class OnMiss implements TokenCacheListener {
        private volatile @Nullable Runnable next;

        @Override
        public void onMiss(TokenKey.Kind kind) {
            Runnable now = next;
            if (now != null) {
                next = null;
                now.run();
            }
        }
    }

    @Test
    void aReaderThatHasWaitedOnceDoesNotWaitAgain() throws Exception {
        database.storeAccessToken(TOKEN, Login.of("alice"));
        Stop stop = database.stopNext(Point.READ_FETCHED);
        FutureTask<@Nullable AccessToken> slow = new FutureTask<>(() -> store.readAccessToken("token-1"));
        Thread reader = new Thread(slow, "slow reader");
        reader.setDaemon(true);
        reader.start();
        stop.awaitReached();
        onMiss.next = () -> {
            stop.release();
            join(slow);
            database.removeAccessToken(TOKEN);
        };

        AccessToken answer = store.readAccessToken("token-1");

        assertThat(answer).as("asked for by itself, not the load it gave up").isNull();
    }

    private static void join(FutureTask<?> task) {
        try {
            task.get(30, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
