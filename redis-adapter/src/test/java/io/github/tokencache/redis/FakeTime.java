package io.github.tokencache.redis;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** Time that passes only when it is told to, and that nobody has to wait for. */
final class FakeTime implements Time {
    private final AtomicLong now = new AtomicLong();

    @Override
    public long nanos() {
        return now.get();
    }

    @Override
    public void await(Duration time) {
        now.addAndGet(time.toNanos());
    }
}
