package io.github.tokencache.history;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits of the harness; faults last for some time, and processes take some. */
final class Patience {
    private static final Duration POLL = Duration.ofMillis(10);

    private Patience() {}

    static void pause(Duration time) {
        await(time, () -> false);
    }

    static void require(String what, Duration atMost, BooleanSupplier condition) {
        if (!await(atMost, condition)) {
            throw new IllegalStateException(what + " must happen within " + atMost + ", but did not");
        }
    }

    static boolean await(Duration atMost, BooleanSupplier condition) {
        long end = System.nanoTime() + atMost.toNanos();
        while (!condition.getAsBoolean()) {
            long left = end - System.nanoTime();
            if (left <= 0) {
                return condition.getAsBoolean();
            }
            LockSupport.parkNanos(Math.min(left, POLL.toNanos()));
        }
        return true;
    }
}
