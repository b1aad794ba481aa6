package io.github.tokencache;

import org.jspecify.annotations.Nullable;

/**
 * The running and the next load of one name. A newcomer never gets the running load, which may have read before a write
 * that returned before the newcomer came; it gets the next one.
 *
 * @param <S> the type of what is loaded
 */
final class Queue<S> {
    private int users;
    private @Nullable Flight<S> running;
    private @Nullable Flight<S> next;

    /** What a newcomer does: load at once, load after another flight, or wait for one. */
    sealed interface Place<S> {
        record LoadNow<S>(Flight<S> flight) implements Place<S> {}

        record LoadAfter<S>(Flight<S> flight, Flight<S> before) implements Place<S> {}

        record Wait<S>(Flight<S> flight) implements Place<S> {}
    }

    /** Called under the lock of the map that holds the queue. */
    Queue<S> join() {
        users++;
        return this;
    }

    /** Called under the lock of the map that holds the queue; null when nobody is left. */
    @Nullable Queue<S> leave() {
        users--;
        return users == 0 ? null : this;
    }

    synchronized Place<S> enter() {
        Flight<S> ahead = running;
        Flight<S> waiting = next;
        if (waiting != null) {
            boolean waitsForUs = ahead != null && ahead.isLedHere();
            return waitsForUs ? new Place.LoadNow<>(new Flight<>()) : new Place.Wait<>(waiting);
        }
        if (ahead == null || ahead.hasLanded()) {
            Flight<S> flight = new Flight<>();
            running = flight;
            return new Place.LoadNow<>(flight);
        }
        Flight<S> flight = new Flight<>();
        next = flight;
        return new Place.LoadAfter<>(flight, ahead);
    }

    /** From here on nobody can join the flight. */
    synchronized void start(Flight<S> flight) {
        running = flight;
        next = null;
    }
}
