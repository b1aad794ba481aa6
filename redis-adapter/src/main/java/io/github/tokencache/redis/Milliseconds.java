package io.github.tokencache.redis;

import java.time.Duration;

/** Durations as Redis takes them. */
final class Milliseconds {
    /** A century: scores and points of time stay exact, and no longer time-out makes a difference. */
    private static final Duration LONGEST = Duration.ofDays(36_525);

    private Milliseconds() {}

    /** At least one, since nothing lives for no time at all. */
    static long of(Duration duration) {
        if (duration.compareTo(LONGEST) > 0) {
            return LONGEST.toMillis();
        }
        return Math.max(1, duration.plusNanos(999_999).toMillis());
    }

    static byte[] bytes(Duration duration) {
        return Call.number(of(duration));
    }
}
