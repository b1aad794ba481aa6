package io.github.tokencache.testkit;

import io.github.tokencache.Writer;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * A writer of a {@link World} between two of its steps.
 *
 * @param id 1 or 2
 * @param program what it does
 * @param phase what it does next
 * @param todo the cells still to begin or to end
 * @param cells the cells it has begun on
 * @param row what it has written, {@link Row#NONE} before
 * @param locks whether the row is written and not committed
 * @param inTime whether it is within its lease time-out
 * @param guards what was alive when it committed, see {@link World#alive()}
 */
record WriterState(
        int id,
        WriterProgram program,
        Phase phase,
        List<Name> todo,
        List<Name> cells,
        Row row,
        boolean locks,
        boolean inTime,
        Set<Long> guards) {
    /** Any time is long: it passes only by the steps of {@link TimeSteps}. */
    static final Duration LONG = Duration.ofDays(1);

    /** What a writer does next. */
    enum Phase {
        BEGIN,
        WRITE,
        /** Decides how its transaction ends. */
        DECIDE,
        /** Commits what a savepoint has left of the transaction. */
        COMMIT_REST,
        END,
        /** Has registered with the tag and populates the entry. */
        POPULATE,
        END_ROLLED_BACK,
        DONE,
        CRASHED
    }

    static WriterState of(int id, WriterProgram program) {
        return new WriterState(
                id, program, Phase.BEGIN, program.names(), List.of(), Row.NONE, false, program.populates(), Set.of());
    }

    Writer writer() {
        return new Writer(id, LONG, LONG);
    }

    boolean isOpen() {
        return phase != Phase.DONE && phase != Phase.CRASHED && !cells.isEmpty();
    }

    WriterState next(Phase next) {
        return new WriterState(id, program, next, todo, cells, row, locks, inTime, guards);
    }

    WriterState next(Phase next, List<Name> nextTodo) {
        return new WriterState(id, program, next, nextTodo, cells, row, locks, inTime, guards);
    }

    WriterState begun(List<Name> stillTodo, List<Name> begun) {
        Phase next = stillTodo.isEmpty() ? Phase.WRITE : Phase.BEGIN;
        return new WriterState(id, program, next, stillTodo, begun, row, locks, inTime, guards);
    }

    /** Only a tag can be passed by a lease that it does not know of. */
    WriterState guardedBy(Set<Long> alive) {
        Set<Long> relevant = cells.contains(Name.TAG) ? alive : Set.of();
        return new WriterState(id, program, phase, todo, cells, row, locks, inTime, relevant);
    }

    /** Has nothing left to do; what it has done no longer tells it from others. */
    WriterState done() {
        return new WriterState(id, program, Phase.DONE, List.of(), List.of(), Row.NONE, false, false, Set.of());
    }

    WriterState crashed() {
        return new WriterState(
                id, program, Phase.CRASHED, List.of(), locks ? cells : List.of(), row, locks, false, guards);
    }

    WriterState wrote(Row written, boolean uncommitted, Phase next) {
        return new WriterState(id, program, next, todo, cells, written, uncommitted, inTime, guards);
    }

    WriterState unlocked(Phase next) {
        return new WriterState(id, program, next, todo, cells, row, false, inTime, guards);
    }

    WriterState late() {
        return new WriterState(id, program, phase, todo, cells, row, locks, false, guards);
    }

    @Override
    public String toString() {
        return "W" + id;
    }
}
