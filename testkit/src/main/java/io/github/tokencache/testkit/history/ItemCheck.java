package io.github.tokencache.testkit.history;

import io.github.tokencache.testkit.history.Timeline.Knowledge;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The check of one item. Heights: what the write at place {@code o} of the order stored stands at {@code 2 o}; to know
 * only that it was removed since is the floor {@code 2 o + 1}.
 */
final class ItemCheck {
    private final List<HistoryEvent> events;
    private final List<Violation> violations;
    private final HistoryChecker.Exceptions exceptions;
    private final Writes writes;

    /** What the database held by then, from returned writes and from reads that yielded something. */
    private final Timeline held = new Timeline();

    private final Timeline endedByWrites = new Timeline();
    private final Timeline seenEnded = new Timeline();

    /** Both, without the time that documented exceptions grant. */
    private final Timeline endedAtOnce = new Timeline();

    ItemCheck(
            List<HistoryEvent> events,
            List<LossWindow> windows,
            List<Violation> violations,
            HistoryChecker.Exceptions exceptions) {
        this.events = events;
        this.violations = violations;
        this.exceptions = exceptions;
        this.writes = new Writes(events, windows);
    }

    /** Answers how many reads were checked. */
    long run() {
        writes.ordered().forEach(this::learnFromWrite);
        List<HistoryEvent> seen = reads(Outcome.SEEN);
        seen.forEach(this::learnFromSeen);
        List<HistoryEvent> absent = reads(Outcome.ABSENT);
        absent.forEach(this::learnFromAbsent);
        seen.forEach(this::check);
        return (long) seen.size() + absent.size();
    }

    private List<HistoryEvent> reads(Outcome outcome) {
        return events.stream().filter(event -> event.outcome() == outcome).toList();
    }

    private void learnFromWrite(HistoryEvent write) {
        if (write.outcome() == Outcome.DONE) {
            long floor = 2 * write.order();
            held.add(write.end(), floor, write);
            endedAtOnce.add(write.end(), floor, write);
            endedByWrites.add(Math.max(write.end(), writes.finalAt(write)), floor, write);
        }
    }

    private void learnFromSeen(HistoryEvent read) {
        HistoryEvent store = writes.store(read.version());
        if (store != null && store.outcome() != Outcome.UNDONE && store.order() != 0) {
            long floor = 2 * store.order();
            held.add(read.end(), floor, read);
            endedAtOnce.add(read.end(), floor, read);
            seenEnded.add(Math.max(read.end(), writes.finalAt(store)), floor, read);
        }
    }

    private void learnFromAbsent(HistoryEvent read) {
        Knowledge before = held.before(read.start());
        HistoryEvent store = before == null ? null : storeAt(before);
        if (before == null || store == null) {
            return;
        }
        List<HistoryEvent> removals = writes.removals(store.order(), read.end());
        if (removals.isEmpty()) {
            violations.add(new Violation(Promise.NOTHING_LOST, read, store, before.witness()));
            return;
        }
        long since = read.end();
        for (HistoryEvent removal : removals) {
            since = Math.max(since, writes.finalAt(removal));
        }
        endedAtOnce.add(read.end(), before.floor() + 1, read);
        seenEnded.add(since, before.floor() + 1, read);
    }

    /** The write that stored what is known to be held, or null if what is known is a removal. */
    private @Nullable HistoryEvent storeAt(Knowledge known) {
        HistoryEvent witness = known.witness();
        return switch (witness.action()) {
            case READ -> writes.store(witness.version());
            case STORE -> witness;
            case REMOVE, REMOVE_BY_TAG -> null;
        };
    }

    private void check(HistoryEvent read) {
        HistoryEvent store = writes.store(read.version());
        if (store == null || store.outcome() == Outcome.UNDONE || read.end() < store.visibleFrom()) {
            violations.add(new Violation(Promise.NOTHING_UNCOMMITTED, read, store, null));
        } else if (store.order() != 0) {
            checkHeight(read, store);
        }
    }

    private void checkHeight(HistoryEvent read, HistoryEvent store) {
        long height = 2 * store.order();
        Knowledge write = endedByWrites.firstAbove(height);
        Knowledge seen = seenEnded.firstAbove(height);
        Knowledge atOnce = endedAtOnce.firstAbove(height);
        if (write != null && write.since() < read.start()) {
            violations.add(new Violation(Promise.REVOKED_MEANS_REVOKED, read, store, write.witness()));
        } else if (seen != null && seen.since() < read.start()) {
            violations.add(new Violation(Promise.MONOTONE, read, store, seen.witness()));
        } else if (atOnce != null && atOnce.since() < read.start()) {
            exceptions.add(read.start() - atOnce.since());
        }
    }
}
