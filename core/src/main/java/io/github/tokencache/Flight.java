package io.github.tokencache;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One load, and those who wait for it. Made by the thread that loads.
 *
 * @param <S> the type of what is loaded
 */
final class Flight<S> {
    private final Thread leader = Thread.currentThread();

    /** Null when it has landed with nothing to share. A future wakes all who wait itself; those of a latch wake each other. */
    private final CompletableFuture<@Nullable Outcome<S>> landing = new CompletableFuture<>();

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
        landing.complete(new Outcome<>(shared, null));
    }

    void fail(Throwable thrown) {
        landing.complete(new Outcome<>(null, thrown));
    }

    /** Lands with nothing to share: each of those who wait loads for itself. */
    void abandon() {
        landing.complete(null);
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
            return landing.get(atMost.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        } catch (ExecutionException e) {
            throw new AssertionError("a flight never lands with an exception of its own", e);
        }
    }

    /** Whether the calling thread is the one that loads. */
    boolean isLedHere() {
        return leader == Thread.currentThread();
    }

    boolean hasLanded() {
        return landing.isDone();
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // rethrows a checked exception as it is
    private static <E extends Throwable> E unchanged(Throwable thrown) throws E {
        throw (E) thrown;
    }
}
