package io.github.tokencache.examples.studylog;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that starts at the present and moves when told to: for tests, and for the lab. Safe for use by any thread. */
public final class MovableClock extends Clock {
    private volatile Duration ahead = Duration.ZERO;

    /** Moves the clock. */
    public synchronized void move(Duration by) {
        ahead = ahead.plus(by);
    }

    /** How far ahead of the present it is. */
    public Duration ahead() {
        return ahead;
    }

    @Override
    public Instant instant() {
        return Clock.systemUTC().instant().plus(ahead);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new IllegalStateException("zone must stay UTC, but was to become " + zone);
    }
}
