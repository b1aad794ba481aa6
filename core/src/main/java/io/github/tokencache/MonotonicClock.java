package io.github.tokencache;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Time that never steps: by it a cache decides when to try a backend again, and with it a write waits. Implementations
 * are safe for use by any thread.
 */
public interface MonotonicClock {

    /**
     * The time.
     *
     * @return nanoseconds since some fixed moment
     */
    long nanoTime();

    /**
     * Returns when so much time has passed.
     *
     * @param time how long, positive
     * @throws InterruptedException if the thread is interrupted
     */
    void sleep(Duration time) throws InterruptedException;

    /**
     * The clock of this computer.
     *
     * @return {@link System#nanoTime()} and {@link Thread#sleep}
     */
    static MonotonicClock system() {
        return SystemClock.INSTANCE;
    }

    /** The one clock that is not moved by a test. */
    enum SystemClock implements MonotonicClock {
        /** There is one. */
        INSTANCE;

        @Override
        public long nanoTime() {
            return System.nanoTime();
        }

        @Override
        public void sleep(Duration time) throws InterruptedException {
            TimeUnit.NANOSECONDS.sleep(time.toNanos());
        }
    }
}
