package io.github.tokencache.testkit;

import io.github.tokencache.MonotonicClock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * A clock that moves only when told to: a wall clock and a monotonic one. Starts at 2030-01-01T00:00:00Z and at zero
 * nanoseconds. Safe for use by any thread.
 */
public final class FakeClock implements InstantSource, MonotonicClock {
    private Instant wall = Instant.parse("2030-01-01T00:00:00Z");
    private long nanos;

    /** A clock that has not moved yet. */
    public FakeClock() {}

    @Override
    public synchronized Instant instant() {
        return wall;
    }

    /**
     * The monotonic clock, as {@link System#nanoTime()}.
     *
     * @return nanoseconds since this clock was made
     */
    @Override
    public synchronized long nanoTime() {
        return nanos;
    }

    /** Waits for nobody: it lets the time pass. */
    @Override
    public void sleep(Duration time) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("interrupted while the time of a test passed");
        }
        advance(time);
    }

    /**
     * Lets time pass on both clocks.
     *
     * @param time how much, not negative
     */
    public synchronized void advance(Duration time) {
        if (time.isNegative()) {
            throw new IllegalArgumentException("time must not be negative, but was " + time);
        }
        nanos += time.toNanos();
        stepWall(time);
    }

    /**
     * Steps the wall clock alone, as an administrator or NTP does.
     *
     * @param step how far, negative to step back
     */
    public synchronized void stepWall(Duration step) {
        wall = wall.plus(step);
    }
}
