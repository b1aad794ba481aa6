package io.github.tokencache.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tokencache.testkit.history.Action;
import io.github.tokencache.testkit.history.HistoryEvent;
import io.github.tokencache.testkit.history.Outcome;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TapeTest {
    private Path path;
    private Tape tape;

    @BeforeEach
    void open(@TempDir Path directory) {
        path = directory.resolve("1-0.events");
        tape = new Tape(new EventFile(path), 1_000, 30, new AtomicLong()::incrementAndGet);
    }

    @Test
    void whatTheDatabaseDidNotPlaceHadNothingToChange() {
        tape.write(Operation.REVOKE_BY_REFRESH_TOKEN, Action.REMOVE_BY_TAG, 6, 7);
        tape.placed(7, 55);
        tape.committed(0);
        assertThat(events()).extracting(HistoryEvent::outcome).containsExactly(Outcome.UNDONE, Outcome.DONE);
        assertThat(events().get(1).order()).isEqualTo(55);
    }

    @Test
    void writesOfATransactionHaveVersionsOfTheirOwnAndOneEnd() {
        tape.write(Operation.REFRESH, Action.REMOVE_BY_TAG, 6, 7);
        tape.placed(6, 55);
        tape.write(Operation.REFRESH, Action.STORE, 6);
        tape.placed(6, 56);
        tape.publish();
        tape.committed(9);
        assertThat(events()).extracting(HistoryEvent::version).containsExactly(1_001L, 1_001L, 1_002L);
        assertThat(events()).extracting(HistoryEvent::order).containsExactly(55L, 0L, 56L);
        assertThat(events()).extracting(HistoryEvent::end).containsOnly(4L);
        assertThat(events()).extracting(HistoryEvent::visibleFrom).containsOnly(3L);
        assertThat(events()).extracting(HistoryEvent::staleFor).containsExactly(9L, 0L, 9L);
    }

    @Test
    void whatNobodyCanTellStaysOpen() {
        tape.write(Operation.STORE, Action.STORE, 6);
        tape.unknown();
        tape.write(Operation.STORE, Action.STORE, 6);
        tape.undone();
        assertThat(events()).extracting(HistoryEvent::outcome).containsExactly(Outcome.UNKNOWN, Outcome.UNDONE);
    }

    /** Others may read the old value while it waits, and nobody when it has returned. */
    @Test
    void aWriteThatWaitedIsFinalWhenItReturnsAndTheNextAtOnce() {
        tape.write(Operation.REVOKE, Action.REMOVE, 6);
        tape.placed(6, 55);
        tape.deferred();
        tape.waitedOut();
        tape.committed(0);
        tape.write(Operation.REVOKE, Action.REMOVE, 6);
        tape.placed(6, 56);
        tape.committed(0);
        assertThat(events()).extracting(HistoryEvent::staleFor).containsExactly(1L, 0L);
    }

    @Test
    void deferredWriteIsStaleForAWhileAndTheNextIsNot() {
        tape.write(Operation.STORE, Action.STORE, 6);
        tape.placed(6, 55);
        tape.deferred();
        tape.committed(0);
        tape.write(Operation.STORE, Action.STORE, 6);
        tape.placed(6, 56);
        tape.committed(0);
        assertThat(events()).extracting(HistoryEvent::staleFor).containsExactly(30L, 0L);
    }

    @Test
    void longerOfTwoTimesCounts() {
        tape.write(Operation.REVOKE, Action.REMOVE, 6);
        tape.placed(6, 55);
        tape.deferred();
        tape.committed(40);
        assertThat(events()).extracting(HistoryEvent::staleFor).containsExactly(40L);
    }

    @Test
    void whatIsDeferredOutsideAWriteConcernsNone() {
        tape.deferred();
        tape.write(Operation.STORE, Action.STORE, 6);
        tape.placed(6, 55);
        tape.committed(0);
        assertThat(events()).extracting(HistoryEvent::staleFor).containsExactly(0L);
    }

    @Test
    void ofAWriteThatStaysOpenItIsKnownWhetherTheCacheWasTold() {
        tape.write(Operation.STORE, Action.STORE, 6);
        tape.unknown();
        tape.write(Operation.STORE, Action.STORE, 6);
        tape.told(true);
        tape.unknown();
        tape.write(Operation.STORE, Action.STORE, 6);
        tape.told(true);
        tape.told(false);
        tape.unknown();
        assertThat(events()).extracting(HistoryEvent::staleFor).containsExactly(30L, 0L, 30L);
    }

    private List<HistoryEvent> events() {
        List<HistoryEvent> events = new ArrayList<>();
        EventFile.read(path, found -> events.add(found.toEvent("w")));
        return events;
    }
}
