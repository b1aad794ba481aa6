package io.github.tokencache.history;

import io.github.tokencache.testkit.history.HistoryEvent;
import io.github.tokencache.testkit.history.Outcome;
import java.util.List;
import java.util.Map;

/**
 * What became of the writes whose process could not tell, from the journal of the database. One that is committed counts
 * from when its process was dead and its database session gone, since from then on nothing could still change.
 */
final class Settlement {
    private final Map<Truth.Write, Long> journal;
    private final Map<Integer, Long> settledAt;

    /** The journal of all committed writes, and when the sessions of each incarnation were gone. */
    Settlement(Map<Truth.Write, Long> journal, Map<Integer, Long> settledAt) {
        this.journal = journal;
        this.settledAt = settledAt;
    }

    List<HistoryEvent> settle(List<HistoryEvent> events) {
        return events.stream().map(this::settle).toList();
    }

    private HistoryEvent settle(HistoryEvent event) {
        if (event.outcome() != Outcome.UNKNOWN || event.version() == 0) {
            return event;
        }
        Long order = journal.get(new Truth.Write(event.item(), event.version()));
        long settled = settledAt.getOrDefault(WorkerSettings.incarnation(event.version()), HistoryEvent.NEVER);
        return new HistoryEvent(
                event.process(),
                event.action(),
                event.item(),
                event.version(),
                order == null ? event.order() : order,
                event.start(),
                event.visibleFrom(),
                settled,
                order == null ? Outcome.UNDONE : Outcome.DONE,
                event.staleFor());
    }
}
