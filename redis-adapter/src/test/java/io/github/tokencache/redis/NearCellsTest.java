package io.github.tokencache.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tokencache.TokenKey;
import io.github.tokencache.testkit.FakeClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class NearCellsTest {
    private static final TokenKey KEY = Names.entry("token");
    private static final int ROUNDS = 20_000;

    private final FakeClock clock = new FakeClock();
    private final NearCells<String> cells = new NearCells<>(3, Duration.ofSeconds(1), clock::nanoTime);

    private void put(TokenKey key, String value, long until) {
        cells.put(key, Names.value(value), until, cells.evictions(key));
    }

    @Test
    void aContentIsFoundUntilItsTime() {
        put(KEY, "one", 10);
        assertThat(cells.find(KEY, 9)).isEqualTo(Names.value("one"));
        assertThat(cells.find(KEY, 10)).isNull();
    }

    @Test
    void anOlderReadDoesNotReplaceANewerOne() {
        put(KEY, "newer", 10);
        put(KEY, "older", 9);
        assertThat(cells.find(KEY, 0)).isEqualTo(Names.value("newer"));
    }

    @Test
    void whatWasEvictedMeanwhileIsNotKept() {
        long before = cells.evictions(KEY);
        cells.evict(List.of(KEY));
        cells.put(KEY, Names.value("old"), 10, before);
        assertThat(cells.find(KEY, 0)).isNull();
        assertThat(cells.refused()).isEqualTo(1);
    }

    @Test
    void whatWasClearedMeanwhileIsNotKept() {
        long before = cells.evictions(KEY);
        cells.evictAll();
        cells.put(KEY, Names.value("old"), 10, before);
        assertThat(cells.find(KEY, 0)).isNull();
    }

    /** Caffeine looks at its clock before and after it asks what to put, and shows the entry to nobody until then. */
    @Test
    void whatIsClearedWhileItIsBeingPutIsNotServed() {
        int looks = looksOfAPutClearedAt(Integer.MAX_VALUE);
        assertThat(looks).isGreaterThan(1);
        for (int look = 1; look <= looks; look++) {
            looksOfAPutClearedAt(look);
        }
    }

    private static int looksOfAPutClearedAt(int last) {
        AtomicInteger looks = new AtomicInteger();
        List<NearCells<String>> cleared = new ArrayList<>();
        NearCells<String> busy = new NearCells<>(3, Duration.ofSeconds(1), () -> {
            if (looks.incrementAndGet() == last) {
                cleared.forEach(NearCells::evictAll);
            }
            return 0;
        });
        long before = busy.evictions(KEY);
        looks.set(0);
        cleared.add(busy);
        busy.put(KEY, Names.value("old"), 10, before);
        int counted = looks.get();
        assertThat(busy.find(KEY, 0))
                .as("cleared at look %d", last)
                .isEqualTo(counted < last ? Names.value("old") : null);
        return counted;
    }

    @Test
    void memoryIsBounded() {
        for (int i = 0; i < 100; i++) {
            put(Names.entry("token-" + i), "one", 10);
        }
        assertThat(cells.size()).isLessThanOrEqualTo(3);
    }

    @Test
    void memoryIsFreedWhenTheLeaseHasRunOut() {
        put(KEY, "one", Duration.ofSeconds(1).toNanos());
        clock.advance(Duration.ofSeconds(2));
        assertThat(cells.size()).isZero();
    }

    /** The shared cell is a number here: an eviction follows its change, and then memory never holds an older one. */
    @Test
    void readsAndEvictionsAtOnceLeaveNothingOld() throws Exception {
        AtomicLong shared = new AtomicLong();
        CyclicBarrier round = new CyclicBarrier(2);
        Thread reader = new Thread(() -> {
            for (int i = 0; i < ROUNDS; i++) {
                await(round);
                long before = cells.evictions(KEY);
                cells.put(KEY, Names.value(String.valueOf(shared.get())), Long.MAX_VALUE, before);
                await(round);
            }
        });
        reader.start();
        for (int i = 1; i <= ROUNDS; i++) {
            await(round);
            shared.set(i);
            cells.evict(List.of(KEY));
            await(round);
            assertThat(cells.find(KEY, 0)).isIn(null, Names.value(String.valueOf(i)));
        }
        reader.join();
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
