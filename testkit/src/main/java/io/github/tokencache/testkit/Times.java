package io.github.tokencache.testkit;

import java.time.Duration;

/** Points of a clock in nanoseconds that never overflow. */
final class Times {
    private Times() {}

    static long after(long now, Duration time) {
        long nanos;
        try {
            nanos = time.toNanos();
        } catch (ArithmeticException e) {
            return Long.MAX_VALUE;
        }
        return now > Long.MAX_VALUE - nanos ? Long.MAX_VALUE : now + nanos;
    }
}
