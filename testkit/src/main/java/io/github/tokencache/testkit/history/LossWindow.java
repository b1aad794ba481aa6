package io.github.tokencache.testkit.history;

import java.util.Objects;

/**
 * A time in which the shared store of a cache lost what it had acknowledged: a restart without its data, a restart from
 * an old snapshot, a failover. A write that ran in it may have lost its marks, and so be final only later.
 *
 * @param from before the first acknowledged write that is lost
 * @param to after the store serves again
 * @param bound for how long after its end, and after this window, such a write may leave the old value readable
 * @param reason what happened
 */
public record LossWindow(long from, long to, long bound, String reason) {

    public LossWindow {
        Objects.requireNonNull(reason, "reason");
        if (to < from) {
            throw new IllegalArgumentException("to must not be before from " + from + ", but was " + to);
        }
        if (bound < 0) {
            throw new IllegalArgumentException("bound must not be negative, but was " + bound);
        }
    }

    boolean overlaps(HistoryEvent write) {
        return write.start() <= to && write.end() >= from;
    }

    /** When the old value of a write that overlaps can no longer be read. */
    long finalAfter(HistoryEvent write) {
        return (write.end() == HistoryEvent.NEVER ? to : Math.max(to, write.end())) + bound;
    }
}
