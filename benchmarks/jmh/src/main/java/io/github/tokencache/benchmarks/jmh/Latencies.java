package io.github.tokencache.benchmarks.jmh;

import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/** How long requests took that were answered after a time to warm up and before the end. Safe for use by any thread. */
final class Latencies {
    private final long warmUpNanos;
    private final long nanos;
    private final AtomicLong firstAnswer = new AtomicLong();
    private final Collection<Long> measured = new ConcurrentLinkedQueue<>();

    Latencies(Duration warmUp, Duration measured) {
        this.warmUpNanos = warmUp.toNanos();
        this.nanos = measured.toNanos();
    }

    /** Whether the time is up, which begins with the first answer: until then everything is started. */
    boolean isOver() {
        long start = firstAnswer.get();
        return start != 0 && System.nanoTime() - start > warmUpNanos + nanos;
    }

    /** A request that was answered rightly. */
    void add(long start, long end) {
        firstAnswer.compareAndSet(0, end);
        long since = end - firstAnswer.get() - warmUpNanos;
        if (since >= 0 && since < nanos) {
            measured.add(end - start);
        }
    }

    double perSecond() {
        return measured.size() * 1e9 / nanos;
    }

    /** In milliseconds. */
    double percentile(int percent) {
        long[] sorted = measured.stream().mapToLong(Long::longValue).sorted().toArray();
        if (sorted.length == 0) {
            throw new IllegalStateException("There must be answers, but were none");
        }
        return sorted[Math.min(sorted.length - 1, sorted.length * percent / 100)] / 1e6;
    }
}
