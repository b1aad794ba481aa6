package io.github.tokencache.redis;

import io.github.tokencache.CacheBackend;
import io.github.tokencache.CacheBackendException;
import io.github.tokencache.Cell;
import io.github.tokencache.Fill;
import io.github.tokencache.Lease;
import io.github.tokencache.OpenWrite;
import io.github.tokencache.TokenKey;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** One writer that changes a row again and again, and readers on another node that compare. */
final class VersionHunt {
    private static final int READERS = 3;

    private final CacheBackend<String> writing;
    private final CacheBackend<String> reading;
    private final TokenKey key;
    private final AtomicLong row = new AtomicLong();
    private final AtomicLong committed = new AtomicLong();
    private final AtomicLong seen = new AtomicLong();
    private final AtomicLong reads = new AtomicLong();
    private final AtomicLong cached = new AtomicLong();
    private final AtomicLong writes = new AtomicLong();
    private final AtomicLong faults = new AtomicLong();
    private final List<String> violations = new CopyOnWriteArrayList<>();

    VersionHunt(CacheBackend<String> writing, CacheBackend<String> reading, TokenKey key) {
        this.writing = writing;
        this.reading = reading;
        this.key = key;
    }

    void run(Duration time) throws InterruptedException {
        long end = System.nanoTime() + time.toNanos();
        Thread[] threads = new Thread[READERS + 1];
        for (int i = 0; i < threads.length; i++) {
            Runnable step = i < READERS ? this::read : this::write;
            threads[i] = new Thread(() -> {
                while (System.nanoTime() - end < 0) {
                    step.run();
                }
            });
            threads[i].start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }

    /** The same, while something happens to the servers. */
    void during(Duration time, Runnable disturbance) throws InterruptedException {
        Thread disturber = new Thread(disturbance);
        disturber.start();
        run(time);
        disturber.join();
    }

    /** Waits until so many commands more have failed. */
    void awaitFaults(long more) {
        long end = faults.get() + more;
        Eventually.until("commands fail", () -> faults.get() >= end);
    }

    /** A begin that fails has changed nothing; an end is repeated until it is confirmed. */
    private void write() {
        OpenWrite write;
        try {
            write = Names.begin(writing, key);
        } catch (CacheBackendException fault) {
            faults.incrementAndGet();
            return;
        }
        long version = row.incrementAndGet();
        while (!ended(write)) {
            faults.incrementAndGet();
        }
        committed.set(version);
        writes.incrementAndGet();
        giveReadersTime();
    }

    private boolean ended(OpenWrite write) {
        try {
            Names.commit(writing, write);
            return true;
        } catch (CacheBackendException fault) {
            return false;
        }
    }

    private void giveReadersTime() {
        long end = reads.get() + 20;
        for (int i = 0; i < 10_000 && reads.get() < end; i++) {
            Thread.onSpinWait();
        }
    }

    private void read() {
        long atLeast = Math.max(committed.get(), seen.get());
        long version = version();
        reads.incrementAndGet();
        seen.accumulateAndGet(version, Math::max);
        if (version < atLeast) {
            violations.add("read version " + version + " after " + atLeast);
        }
    }

    private long version() {
        try {
            return cachedVersion();
        } catch (CacheBackendException fault) {
            faults.incrementAndGet();
            return row.get();
        }
    }

    private long cachedVersion() {
        Lease lease = Names.lease();
        Cell<String> cell = reading.read(key, () -> lease);
        if (cell instanceof Cell.Value<String> value) {
            cached.incrementAndGet();
            return Long.parseLong(value.value());
        }
        long loaded = row.get();
        if (cell instanceof Cell.Loading<String> loading && loading.nonce() == lease.nonce()) {
            fill(lease, loaded);
        }
        return loaded;
    }

    private void fill(Lease lease, long loaded) {
        try {
            reading.fill(key, lease, new Fill<>(Names.value(String.valueOf(loaded)), Names.TTL, Set.of()));
        } catch (CacheBackendException fault) {
            faults.incrementAndGet();
        }
    }

    List<String> violations() {
        return violations;
    }

    long reads() {
        return reads.get();
    }

    @Override
    public String toString() {
        return "%,d reads, %,d of them cached, %,d writes, %,d faults, %d violations"
                .formatted(reads.get(), cached.get(), writes.get(), faults.get(), violations.size());
    }
}
