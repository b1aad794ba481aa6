package io.github.tokencache.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tokencache.testkit.history.Action;
import io.github.tokencache.testkit.history.HistoryEvent;
import io.github.tokencache.testkit.history.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventFileTest {
    @Test
    void whatIsStartedIsReadWhileTheFileIsOpen(@TempDir Path directory) throws IOException {
        Path path = directory.resolve("1-0.events");
        try (EventFile file = new EventFile(path)) {
            EventRecord read = file.append();
            read.start(Operation.READ, Action.READ, 7, 0, 100);
            assertThat(events(path))
                    .containsExactly(new HistoryEvent(
                            "w", Action.READ, 7, 0, 0, 100, 100, HistoryEvent.NEVER, Outcome.UNKNOWN, 0));
            read.yielded(42);
            read.end(Outcome.SEEN, 200, 0);
            assertThat(events(path)).containsExactly(HistoryEvent.read("w", 7, 42, 100, 200));
        }
    }

    @Test
    void aWriteKeepsItsPlaceAndWhenItBecameVisible(@TempDir Path directory) throws IOException {
        Path path = directory.resolve("1-0.events");
        try (EventFile file = new EventFile(path)) {
            EventRecord write = file.append();
            write.start(Operation.REVOKE, Action.REMOVE, 7, 42, 100);
            write.placed(5);
            write.visibleFrom(150);
            write.end(Outcome.DONE, 200, 30);
        }
        assertThat(events(path))
                .containsExactly(new HistoryEvent("w", Action.REMOVE, 7, 42, 5, 100, 150, 200, Outcome.DONE, 30));
    }

    @Test
    void moreThanASegmentIsReadAndCountedInOrder(@TempDir Path directory) throws IOException {
        Path path = directory.resolve("1-0.events");
        int many = 70_000;
        try (EventFile file = new EventFile(path)) {
            for (int i = 0; i < many; i++) {
                file.append().start(Operation.READ, Action.READ, i, 0, i);
            }
        }
        assertThat(EventFile.count(path)).isEqualTo(many);
        assertThat(events(path)).hasSize(many).extracting(HistoryEvent::item).isSorted();
    }

    private static List<HistoryEvent> events(Path path) {
        List<HistoryEvent> events = new ArrayList<>();
        EventFile.read(path, found -> events.add(found.toEvent("w")));
        return events;
    }
}
