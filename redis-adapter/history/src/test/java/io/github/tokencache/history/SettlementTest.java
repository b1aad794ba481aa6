package io.github.tokencache.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tokencache.testkit.history.Action;
import io.github.tokencache.testkit.history.HistoryEvent;
import io.github.tokencache.testkit.history.Outcome;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettlementTest {
    private static final long VERSION = (3L << 40) + 1;
    private static final HistoryEvent KILLED =
            new HistoryEvent("w", Action.STORE, 7, VERSION, 0, 10, 10, HistoryEvent.NEVER, Outcome.UNKNOWN, 0);

    @Test
    void committedWriteOfADeadProcessCountsFromWhenItsSessionsWereGone() {
        Settlement settlement = new Settlement(Map.of(new Truth.Write(7, VERSION), 55L), Map.of(3, 90L));
        assertThat(settlement.settle(List.of(KILLED)))
                .containsExactly(new HistoryEvent("w", Action.STORE, 7, VERSION, 55, 10, 10, 90, Outcome.DONE, 0));
    }

    @Test
    void whatADeadProcessHadNotToldTheCacheIsStaleForAWhileAfterIt() {
        Settlement settlement = new Settlement(Map.of(new Truth.Write(7, VERSION), 55L), Map.of(3, 90L));
        assertThat(settlement.settle(List.of(KILLED.staleFor(30))))
                .containsExactly(new HistoryEvent("w", Action.STORE, 7, VERSION, 55, 10, 10, 90, Outcome.DONE, 30));
    }

    @Test
    void writeThatIsNotInTheJournalIsUndone() {
        Settlement settlement = new Settlement(Map.of(new Truth.Write(8, VERSION), 55L), Map.of(3, 90L));
        assertThat(settlement.settle(List.of(KILLED)))
                .extracting(HistoryEvent::outcome)
                .containsExactly(Outcome.UNDONE);
    }

    @Test
    void whatIsKnownAndWhatIsReadStayAsTheyAre() {
        List<HistoryEvent> events = List.of(
                HistoryEvent.write("w", Action.STORE, 7, VERSION, 10, 20), HistoryEvent.read("w", 7, 0, 30, 40));
        assertThat(new Settlement(Map.of(), Map.of()).settle(events)).isEqualTo(events);
    }
}
