package io.github.tokencache.testkit.history;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Checks histories of reads and writes by several processes: no read yields what a write ended that had returned, or that
 * another read had seen ended, or what was not committed, and none misses what was stored.
 *
 * <p>Every write of an item has a place in the order in which the database made them, so that there is nothing to guess:
 * what a read yields is compared with what was known when it started. A write counts as known
 * <ul>
 *   <li>from its end, if it is {@link Outcome#DONE};
 *   <li>from the end of the first read that saw it, whatever its outcome;
 *   <li>a removal also from the end of a read that found nothing, where something was known to be stored when that read
 *       started.
 * </ul>
 *
 * <p><b>Documented exceptions.</b> A write that says for how long the old value may be read, or that ran while the shared
 * store {@linkplain LossWindow lost data}, is final only after that time; reads that would be violations but for this are
 * counted apart. A removal by tag finds its members through the cache, so it inherits the time of an earlier write of the
 * item that is not final yet: the old value may be registered under another tag.
 *
 * <p>Safe for use by any thread; keeps nothing.
 */
public final class HistoryChecker {
    private final List<LossWindow> windows;

    /**
     * A checker.
     *
     * @param windows when the shared store lost data
     */
    public HistoryChecker(Collection<LossWindow> windows) {
        this.windows = List.copyOf(windows);
    }

    /**
     * Checks a history.
     *
     * @param events its events, in any order; every write whose version was yielded is among them
     * @return what was found
     */
    public HistoryReport check(Collection<HistoryEvent> events) {
        Map<Integer, List<HistoryEvent>> items = new LinkedHashMap<>();
        events.forEach(event ->
                items.computeIfAbsent(event.item(), item -> new ArrayList<>()).add(event));
        List<Violation> violations = new ArrayList<>();
        Exceptions exceptions = new Exceptions();
        long reads = 0;
        for (List<HistoryEvent> ofItem : items.values()) {
            reads += new ItemCheck(ofItem, windows, violations, exceptions).run();
        }
        violations.sort(Comparator.comparingLong(violation -> violation.read().start()));
        return new HistoryReport(reads, violations, exceptions.count, Duration.ofNanos(exceptions.longest));
    }

    /** Counts reads of what is documented. */
    static final class Exceptions {
        private long count;
        private long longest;

        void add(long lateness) {
            count++;
            longest = Math.max(longest, lateness);
        }
    }
}
