package io.github.tokencache.spring;

import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;

/** How often something was done, and how long it took in all. Safe for use by any thread. */
final class TimeSum {
    private final LongAdder count = new LongAdder();
    private final LongAdder nanos = new LongAdder();

    void add(Duration duration) {
        count.increment();
        nanos.add(duration.toNanos());
    }

    long count() {
        return count.sum();
    }

    long nanos() {
        return nanos.sum();
    }
}
