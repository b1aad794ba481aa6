package io.github.tokencache.testkit;

import io.github.tokencache.testkit.ReaderState.Way;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Who takes part in a search, what may happen, and which rules it shows to be needed.
 *
 * @param title what it is about
 * @param warm whether the cells hold the first version at the start
 * @param reads how many reads each reader starts
 * @param readers how each reader reads
 * @param writers what each writer does
 * @param events what may happen beside the steps of readers and writers
 * @param shows the rules whose mutants must fail in it
 */
record Scenario(
        String title,
        boolean warm,
        int reads,
        List<Way> readers,
        List<WriterProgram> writers,
        Set<Event> events,
        Set<Rule> shows) {

    /** What may happen in a scenario. A lease and a mark may lapse in all of them. */
    enum Event {
        /** A writer crashes after any of its steps; its transaction is decided by the database, its deadlines pass. */
        CRASH,
        /**
         * The deadline of a writer passes although it still runs. That is outside the promise of monotone answers:
         * only what has returned is held against answers then.
         */
        SLOW_WRITER,
        /** A content expires, then its membership. */
        TIME_TO_LIVE
    }

    boolean has(Event event) {
        return events.contains(event);
    }

    World start() {
        List<ReaderState> readerStates = new ArrayList<>();
        for (Way way : readers) {
            readerStates.add(ReaderState.of(readerStates.size() + 1, way, reads));
        }
        List<WriterState> writerStates = new ArrayList<>();
        for (WriterProgram program : writers) {
            writerStates.add(WriterState.of(writerStates.size() + 1, program));
        }
        return World.of(warm, List.copyOf(readerStates), List.copyOf(writerStates));
    }
}
