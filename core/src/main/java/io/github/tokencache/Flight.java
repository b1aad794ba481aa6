package io.github.tokencache;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One load, and those who wait for it. Made by the thread that loads.
 *
 * @param <S> the type of what is loaded
 */
final class Flight<S> {
    private final Thread leader = Thread.currentThread();
    private final CountDownLatch landed = new CountDownLatch(1);
    private volatile @Nullable Outcome<S> outcome;

    /** What the load gave: a value shared by all who wait, or null, or what it threw. */
    record Outcome<S>(@Nullable S shared, @Nullable Throwable thrown) {

        /** Without the value. */
        @Override
        public String toString() {
            return "Outcome[...]";
        }

        /** The shared value, or the very exception of the load. */
        @Nullable S orElseThrow() {
            if (thrown != null) {
                throw Flight.<RuntimeException>unchanged(thrown);
            }
            return shared;
        }
    }

    void complete(@Nullable S shared) {
        land(new Outcome<>(shared, null));
    }

    void fail(Throwable thrown) {
        land(new Outcome<>(null, thrown));
    }

    /** Lands with nothing to share: each of those who wait loads for itself. */
    void abandon() {
        landed.countDown();
    }

    /**
     * The outcome, or null when there is none to share within this time or before an interrupt, which stays set. A load
     * that reads its own name does not wait for itself.
     */
    @Nullable Outcome<S> await(Duration atMost) {
        if (isLedHere()) {
            return null;
        }
        try {
            return landed.await(atMost.toNanos(), TimeUnit.NANOSECONDS) ? outcome : null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    /** Whether the calling thread is the one that loads. */
    boolean isLedHere() {
        return leader == Thread.currentThread();
    }

    boolean hasLanded() {
        return landed.getCount() == 0;
    }

    private void land(Outcome<S> result) {
        outcome = result;
        landed.countDown();
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // rethrows a checked exception as it is
    private static <E extends Throwable> E unchanged(Throwable thrown) throws E {
        throw (E) thrown;
    }
}
