package io.github.tokencache.testkit.history;

import java.util.Objects;

/**
 * One operation on one item, an item being a register that holds a version or nothing. Immutable. All times are in
 * nanoseconds of one clock that all processes share; {@link System#nanoTime()} is one on Linux, among the processes of a
 * machine.
 *
 * @param process which process and thread ran it
 * @param action what it does
 * @param item which item
 * @param version for a write, unlike that of any other write; for a read, the one it yielded, 0 for none
 * @param order for a write, its place among the writes of the item as the database has them; 0 if not known
 * @param start a time before it began
 * @param visibleFrom for a write, a time before which it cannot have been committed
 * @param end a time after it returned; {@link #NEVER} if it did not
 * @param outcome how it ended
 * @param staleFor how long after the end what was before may still be read, because the cache said so or was bound to;
 *     zero for a write that is final
 */
public record HistoryEvent(
        String process,
        Action action,
        int item,
        long version,
        long order,
        long start,
        long visibleFrom,
        long end,
        Outcome outcome,
        long staleFor) {
    /** The end of what did not return. */
    public static final long NEVER = Long.MAX_VALUE;

    public HistoryEvent {
        Objects.requireNonNull(process, "process");
        boolean read = outcome == Outcome.SEEN || outcome == Outcome.ABSENT;
        if (outcome != Outcome.UNKNOWN && read != (action == Action.READ)) {
            throw new IllegalArgumentException("outcome must fit action " + action + ", but was " + outcome);
        }
        if (outcome == Outcome.DONE && order == 0) {
            throw new IllegalArgumentException("order must be known of what is done, but was 0");
        }
        if (end < start) {
            throw new IllegalArgumentException("end must not be before start " + start + ", but was " + end);
        }
        if (staleFor < 0) {
            throw new IllegalArgumentException("staleFor must not be negative, but was " + staleFor);
        }
    }

    /**
     * A read.
     *
     * @param process who
     * @param item of which item
     * @param version what it yielded, 0 for nothing
     * @param start before it
     * @param end after it
     * @return the event
     */
    public static HistoryEvent read(String process, int item, long version, long start, long end) {
        Outcome outcome = version == 0 ? Outcome.ABSENT : Outcome.SEEN;
        return new HistoryEvent(process, Action.READ, item, version, 0, start, start, end, outcome, 0);
    }

    /**
     * A write that is committed and final.
     *
     * @param process who
     * @param action what
     * @param item to which item
     * @param version its version, also its place in the order
     * @param start before it
     * @param end after it
     * @return the event
     */
    public static HistoryEvent write(String process, Action action, int item, long version, long start, long end) {
        return new HistoryEvent(process, action, item, version, version, start, start, end, Outcome.DONE, 0);
    }

    /**
     * The same write with another outcome. One that changed nothing, or may have, has the place in the order that it
     * was given.
     *
     * @param other how it ended
     * @return the event
     */
    public HistoryEvent with(Outcome other) {
        long returned = other == Outcome.UNKNOWN ? NEVER : end;
        return new HistoryEvent(process, action, item, version, order, start, visibleFrom, returned, other, staleFor);
    }

    /**
     * The same write, after which what was before may be read for some time.
     *
     * @param nanos for how long after the end
     * @return the event
     */
    public HistoryEvent staleFor(long nanos) {
        return new HistoryEvent(process, action, item, version, order, start, visibleFrom, end, outcome, nanos);
    }

    /**
     * The same write, known not to be committed before some time.
     *
     * @param time the time
     * @return the event
     */
    public HistoryEvent visibleFrom(long time) {
        return new HistoryEvent(process, action, item, version, order, start, time, end, outcome, staleFor);
    }

    boolean isWrite() {
        return action != Action.READ;
    }
}
