package io.github.tokencache.testkit.history;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The writes of one item: by version, in their order, and from when each is final. */
final class Writes {
    private final List<LossWindow> windows;
    private final Map<Long, HistoryEvent> stores = new HashMap<>();
    private final List<HistoryEvent> ordered = new ArrayList<>();
    private final List<HistoryEvent> unorderedRemovals = new ArrayList<>();

    /** For each place in {@link #ordered}, the latest time at which it or one before it is final, if that is after its end. */
    private final long[] notFinalBefore;

    /** For each place in {@link #ordered}, the earliest start of it and all behind it. */
    private final long[] earliestStart;

    Writes(List<HistoryEvent> events, List<LossWindow> windows) {
        this.windows = windows;
        events.stream().filter(HistoryEvent::isWrite).forEach(this::add);
        ordered.sort(Comparator.comparingLong(HistoryEvent::order));
        notFinalBefore = new long[ordered.size()];
        earliestStart = new long[ordered.size() + 1];
        index();
    }

    private void add(HistoryEvent write) {
        if (write.action() == Action.STORE) {
            stores.put(write.version(), write);
        }
        if (write.outcome() == Outcome.UNDONE) {
            return;
        }
        if (write.order() != 0) {
            ordered.add(write);
        } else if (write.action().isRemoval()) {
            unorderedRemovals.add(write);
        }
    }

    private void index() {
        long latest = Long.MIN_VALUE;
        for (int i = 0; i < ordered.size(); i++) {
            latest = Math.max(latest, ownFinal(ordered.get(i)));
            notFinalBefore[i] = latest;
        }
        earliestStart[ordered.size()] = HistoryEvent.NEVER;
        for (int i = ordered.size() - 1; i >= 0; i--) {
            earliestStart[i] = Math.min(earliestStart[i + 1], ordered.get(i).start());
        }
    }

    /** When a write is final that is not so at its end; otherwise the least number. */
    private long ownFinal(HistoryEvent write) {
        long time = staleUntil(write);
        for (LossWindow window : windows) {
            if (window.overlaps(write)) {
                time = Math.max(time, window.finalAfter(write));
            }
        }
        return time;
    }

    /** A write that has not ended is not final either, whatever it may say. */
    private static long staleUntil(HistoryEvent write) {
        if (write.staleFor() == 0) {
            return Long.MIN_VALUE;
        }
        return write.end() == HistoryEvent.NEVER ? HistoryEvent.NEVER : write.end() + write.staleFor();
    }

    @Nullable HistoryEvent store(long version) {
        return stores.get(version);
    }

    List<HistoryEvent> ordered() {
        return ordered;
    }

    /** A time before which the write may leave the old value readable. */
    long finalAt(HistoryEvent write) {
        if (write.action() != Action.REMOVE_BY_TAG || write.order() == 0) {
            return ownFinal(write);
        }
        return notFinalBefore[firstAbove(write.order()) - 1];
    }

    /** The removals that may have come after a place in the order and before a time. */
    List<HistoryEvent> removals(long aboveOrder, long beforeTime) {
        List<HistoryEvent> found = new ArrayList<>();
        for (int i = firstAbove(aboveOrder); i < ordered.size() && earliestStart[i] <= beforeTime; i++) {
            addRemoval(found, ordered.get(i), beforeTime);
        }
        unorderedRemovals.forEach(removal -> addRemoval(found, removal, beforeTime));
        return found;
    }

    private static void addRemoval(List<HistoryEvent> found, HistoryEvent write, long beforeTime) {
        if (write.action().isRemoval() && write.visibleFrom() <= beforeTime) {
            found.add(write);
        }
    }

    private int firstAbove(long order) {
        int low = 0;
        int high = ordered.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (ordered.get(middle).order() <= order) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
