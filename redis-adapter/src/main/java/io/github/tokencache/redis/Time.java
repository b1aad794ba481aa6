package io.github.tokencache.redis;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** This process's own time: it tells how long ago something was, and is never compared with a server's. */
interface Time {
    Time SYSTEM = new Time() {
        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        public void await(Duration time) throws InterruptedException {
            TimeUnit.NANOSECONDS.sleep(time.toNanos());
        }
    };

    /** As {@link System#nanoTime()}. */
    long nanos();

    /** Returns when at least that time has passed. */
    void await(Duration time) throws InterruptedException;
}
