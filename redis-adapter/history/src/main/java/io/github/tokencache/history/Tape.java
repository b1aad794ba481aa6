package io.github.tokencache.history;

import io.github.tokencache.testkit.history.Action;
import io.github.tokencache.testkit.history.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/** Records what one thread does: reads one at a time, writes by the call or by the transaction. For one thread. */
final class Tape {
    /** For how long, in nanoseconds, a write that has waited is not final when it is made. */
    static final long NEXT_TO_NOTHING = 1;

    private final EventFile file;
    private final LongSupplier clock;
    private final long staleUntold;
    private final List<EventRecord> open = new ArrayList<>();
    private long version;
    private boolean deferred;
    private boolean waitedOut;

    /**
     * Versions of this thread are above the first, and unlike those of any other. What a write replaces that the cache
     * has not been told of may be read for so long afterwards; zero for a cache that promises nothing of the sort.
     */
    Tape(EventFile file, long firstVersion, long staleUntold, LongSupplier clock) {
        this.file = file;
        this.version = firstVersion;
        this.staleUntold = staleUntold;
        this.clock = clock;
    }

    long now() {
        return clock.getAsLong();
    }

    /** The latest version, that of the write under way. */
    long version() {
        return version;
    }

    EventRecord read(Operation operation, int item, long start) {
        EventRecord added = file.append();
        added.start(operation, Action.READ, item, 0, start);
        return added;
    }

    /** Starts a write of the items; answers its version. */
    long write(Operation operation, Action action, int... items) {
        version++;
        long start = now();
        for (int item : items) {
            EventRecord added = file.append();
            added.start(operation, action, item, version, start);
            added.staleFor(staleUntold);
            open.add(added);
        }
        return version;
    }

    void placed(int item, long order) {
        for (int i = open.size() - 1; i >= 0; i--) {
            if (open.get(i).item() == item) {
                open.get(i).placed(order);
                return;
            }
        }
    }

    /** The cache knows of the open writes, or does not: what counts if the process dies and they are committed. */
    void told(boolean told) {
        open.forEach(write -> write.staleFor(told ? 0 : staleUntold));
    }

    /** The cache says that the open writes are made and its own part is not; what is open no more was not meant. */
    void deferred() {
        deferred = !open.isEmpty();
    }

    /** The cache has waited until nobody has the old value any more; until then others may have read it. */
    void waitedOut() {
        deferred = false;
        waitedOut = !open.isEmpty();
    }

    /** The transaction is about to be committed. */
    void publish() {
        long now = now();
        open.forEach(write -> write.visibleFrom(now));
    }

    /** All open writes are committed; those that the database did not place had nothing to change. */
    void committed(long staleFor) {
        long now = now();
        long stale = stale(staleFor);
        open.forEach(write -> {
            if (write.isPlaced()) {
                write.end(Outcome.DONE, now, stale);
            } else {
                write.end(Outcome.UNDONE, now, 0);
            }
        });
        close();
    }

    /** A write that has waited is final when it returns, and no earlier: that is what a time of next to nothing says. */
    private long stale(long staleFor) {
        if (deferred) {
            return Math.max(staleFor, staleUntold);
        }
        return waitedOut ? Math.max(staleFor, NEXT_TO_NOTHING) : staleFor;
    }

    void undone() {
        long now = now();
        open.forEach(write -> write.end(Outcome.UNDONE, now, 0));
        close();
    }

    /** Nobody can tell, so the records stay as they are. */
    void unknown() {
        close();
    }

    private void close() {
        open.clear();
        deferred = false;
        waitedOut = false;
    }
}
