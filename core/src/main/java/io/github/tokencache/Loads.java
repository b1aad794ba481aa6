package io.github.tokencache;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The loads under way in this process. Two ways to share one: by the nonce of a lease that the newcomer has itself seen
 * in the cell, and, where there is no lease to see, by waiting for the <em>next</em> load of the name.
 */
final class Loads {
    private final ConcurrentHashMap<Long, Flight<?>> byNonce = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<TokenKey, Queue<?>> byName = new ConcurrentHashMap<>();
    private final Duration maxWait;

    Loads(Duration maxWait) {
        this.maxWait = maxWait;
    }

    <S> Flight<S> open(long nonce) {
        Flight<S> flight = new Flight<>();
        byNonce.put(nonce, flight);
        return flight;
    }

    void close(long nonce) {
        byNonce.remove(nonce);
    }

    /** The flight of a nonce, or null if it is over or in another process. One cell has one type of load. */
    @SuppressWarnings("unchecked")
    <S> @Nullable Flight<S> find(long nonce) {
        return (Flight<S>) byNonce.get(nonce);
    }

    /** Waits for a flight; null when it takes too long, or when it has landed with nothing to share. */
    <S> Flight.@Nullable Outcome<S> await(Flight<S> flight) {
        return flight.await(maxWait);
    }

    /** What a reader that waited gets; when there is nothing to share, it loads for itself. */
    static <S, T> @Nullable T answer(Flight.@Nullable Outcome<S> outcome, ReadPlan<?, S, T> plan) {
        if (outcome == null) {
            return loadAlone(plan);
        }
        S shared = outcome.orElseThrow();
        try {
            return shared == null ? null : plan.joined(shared);
        } catch (RuntimeException uncopyable) {
            return loadAlone(plan);
        }
    }

    /** Shares the load with nobody. */
    static <S, T> @Nullable T loadAlone(ReadPlan<?, S, T> plan) {
        S loaded = plan.load();
        return loaded == null ? null : plan.own(loaded);
    }

    /** Loads by the next flight of this name. */
    <S, T> @Nullable T next(TokenKey name, ReadPlan<?, S, T> plan) {
        Queue<S> queue = join(name);
        try {
            Queue.Place<S> place = queue.enter();
            if (place instanceof Queue.Place.Wait<S> wait) {
                return answer(await(wait.flight()), plan);
            }
            if (place instanceof Queue.Place.LoadAfter<S> after) {
                after.before().await(maxWait);
                queue.start(after.flight());
                return lead(after.flight(), plan);
            }
            return alone(((Queue.Place.LoadNow<S>) place).flight(), plan);
        } finally {
            byName.computeIfPresent(name, (key, present) -> present.leave());
        }
    }

    @SuppressWarnings("unchecked")
    private <S> Queue<S> join(TokenKey name) {
        return (Queue<S>) byName.compute(name, (key, old) -> (old == null ? new Queue<S>() : old).join());
    }

    /** Others wait for its end and not for what it gives, so that nothing is copied for them. */
    private static <S, T> @Nullable T alone(Flight<S> flight, ReadPlan<?, S, T> plan) {
        try {
            return loadAlone(plan);
        } finally {
            flight.abandon();
        }
    }

    private static <S, T> @Nullable T lead(Flight<S> flight, ReadPlan<?, S, T> plan) {
        try {
            S loaded = plan.load();
            share(flight, loaded, plan);
            return loaded == null ? null : plan.own(loaded);
        } catch (Throwable t) {
            flight.fail(t);
            throw t;
        }
    }

    private static <S> void share(Flight<S> flight, @Nullable S loaded, ReadPlan<?, S, ?> plan) {
        try {
            flight.complete(loaded == null ? null : plan.copy(loaded));
        } catch (RuntimeException uncopyable) {
            flight.abandon();
        }
    }
}
