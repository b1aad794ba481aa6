package io.github.tokencache;

import java.time.Duration;

/** Checks of settings. */
final class Durations {
    private Durations() {}

    static void requirePositive(String name, Duration duration) {
        if (duration.isZero() || duration.isNegative()) {
            throw new IllegalArgumentException(name + " must be positive, but was " + duration);
        }
    }

    static void requireNotNegative(String name, Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException(name + " must not be negative, but was " + duration);
        }
    }
}
