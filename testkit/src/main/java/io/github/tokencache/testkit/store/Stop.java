package io.github.tokencache.testkit.store;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Holds the one thread that comes to it until it is released. */
public final class Stop {
    private static final int PATIENCE_SECONDS = 30;

    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);

    Stop() {}

    /** Waits until a thread has come to this stop. */
    public void awaitReached() {
        await(reached, "no thread came to the stop");
    }

    /** Lets that thread go on. */
    public void release() {
        released.countDown();
    }

    void hold() {
        reached.countDown();
        await(released, "nobody released the stop");
    }

    private static void await(CountDownLatch latch, String otherwise) {
        try {
            if (!latch.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError(otherwise + " within " + PATIENCE_SECONDS + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted at a stop", e);
        }
    }
}
