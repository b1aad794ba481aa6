package io.github.tokencache.testkit.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tokencache.FaultPolicy;
import io.github.tokencache.TokenCache;
import io.github.tokencache.TokenCacheSettings;
import io.github.tokencache.TokenKey;
import io.github.tokencache.TransactionBoundary;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What reaches the database while the backend is away. */
class OutageLoadsTest extends Outage {
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private final AtomicInteger all = new AtomicInteger();
    private final CountDownLatch proceed = new CountDownLatch(1);

    private @Nullable Row load(TokenCache<Row> cache, TokenKey key) {
        return cache.read(key, whole, () -> {
            most.accumulateAndGet(running.incrementAndGet(), Math::max);
            all.incrementAndGet();
            await(proceed);
            running.decrementAndGet();
            return row;
        });
    }

    @Test
    void manyReadersOfANameShareItsLoads() throws Exception {
        takeAway();
        change("new");
        List<Thread> threads = new ArrayList<>();
        List<FutureTask<@Nullable Row>> readers = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            readers.add(start(() -> load(node, name), threads));
        }
        awaitWaiting(threads);
        proceed.countDown();
        for (FutureTask<@Nullable Row> reader : readers) {
            assertThat(reader.get(30, TimeUnit.SECONDS)).isEqualTo(new Row("new", null));
        }
        assertThat(all).as("the running and the next").hasValue(2);
        assertThat(most).hasValue(1);
    }

    @Test
    void noMoreLoadsRunAtATimeThanAllowed() throws Exception {
        node = node(FaultPolicy.defaults().withLimits(10_000, 3));
        takeAway();
        change("new");
        List<Thread> threads = new ArrayList<>();
        List<FutureTask<@Nullable Row>> readers = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            TokenKey key = named("load-" + i);
            readers.add(start(() -> load(node, key), threads));
        }
        awaitWaiting(threads);
        assertThat(running).hasValue(3);
        proceed.countDown();
        for (FutureTask<@Nullable Row> reader : readers) {
            assertThat(reader.get(30, TimeUnit.SECONDS)).isEqualTo(new Row("new", null));
        }
        assertThat(most).hasValue(3);
        assertThat(all).hasValue(16);
    }

    @Test
    void aLoadThatHasWaitedLongEnoughIsMadeAnyway() throws Exception {
        node = oneLoadAtATime(Duration.ofMillis(20));
        takeAway();
        change("new");
        FutureTask<@Nullable Row> hanging = start(() -> load(node, name), new ArrayList<>());
        awaitRunning();
        assertThat(node.read(named("2"), whole, () -> row)).isEqualTo(new Row("new", null));
        assertThat(heard).contains("beyond limit row");
        proceed.countDown();
        hanging.get(30, TimeUnit.SECONDS);
    }

    @Test
    void aLoadThatIsOverMakesRoomForTheNext() {
        node = oneLoadAtATime(Duration.ofMillis(20));
        takeAway();
        change("new");
        node.read(named("1"), whole, () -> row);
        node.read(named("2"), whole, () -> row);
        assertThat(heard).doesNotContain("beyond limit row");
    }

    @Test
    void anInterruptedReaderLoadsAnywayAndStaysInterrupted() throws Exception {
        node = oneLoadAtATime(Duration.ofSeconds(30));
        takeAway();
        change("new");
        FutureTask<@Nullable Row> hanging = start(() -> load(node, name), new ArrayList<>());
        awaitRunning();
        Thread.currentThread().interrupt();
        assertThat(node.read(named("2"), whole, () -> row)).isEqualTo(new Row("new", null));
        assertThat(Thread.interrupted()).isTrue();
        proceed.countDown();
        hanging.get(30, TimeUnit.SECONDS);
    }

    @Test
    void aReaderInATransactionDoesNotWaitSinceItHoldsAConnection() throws Exception {
        node = oneLoadAtATime(Duration.ofSeconds(30));
        takeAway();
        change("new");
        FutureTask<@Nullable Row> hanging = start(() -> load(node, name), new ArrayList<>());
        awaitRunning();
        transactions.state = TransactionBoundary.State.REPORTED;
        assertThat(node.read(named("2"), whole, () -> row)).isEqualTo(new Row("new", null));
        assertThat(heard).doesNotContain("beyond limit row");
        proceed.countDown();
        hanging.get(30, TimeUnit.SECONDS);
    }

    @Test
    void withTheBackendAtHandThereIsNoLimit() throws Exception {
        node = oneLoadAtATime(Duration.ofSeconds(30));
        FutureTask<@Nullable Row> hanging = start(() -> load(node, name), new ArrayList<>());
        awaitRunning();
        assertThat(node.read(named("2"), whole, () -> row)).isEqualTo(new Row("old", null));
        proceed.countDown();
        hanging.get(30, TimeUnit.SECONDS);
    }

    private TokenCache<Row> oneLoadAtATime(Duration maxWait) {
        return node(
                FaultPolicy.defaults().withLimits(10_000, 1),
                TokenCacheSettings.defaults().withMaxWait(maxWait));
    }

    private static FutureTask<@Nullable Row> start(Callable<@Nullable Row> call, List<Thread> threads) {
        FutureTask<@Nullable Row> task = new FutureTask<>(call);
        Thread thread = new Thread(task);
        threads.add(thread);
        thread.start();
        return task;
    }

    private void awaitRunning() {
        for (long end = System.nanoTime() + 30_000_000_000L; running.get() == 0; Thread.onSpinWait()) {
            assertThat(System.nanoTime()).isLessThan(end);
        }
    }

    /** Until each of them waits: for a load, for its turn, or in its load. */
    private static void awaitWaiting(List<Thread> threads) {
        long end = System.nanoTime() + 30_000_000_000L;
        while (!threads.stream().allMatch(thread -> thread.getState() == Thread.State.TIMED_WAITING)) {
            assertThat(System.nanoTime()).isLessThan(end);
            Thread.onSpinWait();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
