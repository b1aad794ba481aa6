package io.github.tokencache.testkit.history;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class HistoryEventTest {

    @Test
    void guardsSayWhatIsWrong() {
        refused(Action.READ, 1, 2, Outcome.DONE, 0, "outcome must fit action READ, but was DONE");
        refused(Action.STORE, 1, 2, Outcome.SEEN, 0, "outcome must fit action STORE, but was SEEN");
        refused(Action.READ, 5, 2, Outcome.SEEN, 0, "end must not be before start 5, but was 2");
        refused(Action.READ, 1, 2, Outcome.SEEN, -1, "staleFor must not be negative, but was -1");
        refused(Action.STORE, 1, 2, Outcome.DONE, 0, "order must be known of what is done, but was 0");
    }

    @Test
    void guardsOfWindowsSayWhatIsWrong() {
        assertThatThrownBy(() -> new LossWindow(5, 4, 1, "killed"))
                .hasMessage("to must not be before from 5, but was 4");
        assertThatThrownBy(() -> new LossWindow(4, 5, -1, "killed"))
                .hasMessage("bound must not be negative, but was -1");
    }

    private static void refused(Action action, long start, long end, Outcome outcome, long staleFor, String message) {
        assertThatThrownBy(() -> new HistoryEvent("w", action, 0, 1, 0, start, start, end, outcome, staleFor))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }
}
