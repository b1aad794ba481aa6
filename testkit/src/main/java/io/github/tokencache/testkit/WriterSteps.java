package io.github.tokencache.testkit;

import io.github.tokencache.TokenKey;
import io.github.tokencache.testkit.EntryState.Free;
import io.github.tokencache.testkit.EntryState.Pending;
import io.github.tokencache.testkit.WriterProgram.Effect;
import io.github.tokencache.testkit.WriterProgram.Transaction;
import io.github.tokencache.testkit.WriterState.Phase;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What writers do, one operation on one cell or on the database at a time. */
final class WriterSteps {
    private final CellModel<Row> model;

    WriterSteps(CellModel<Row> model) {
        this.model = model;
    }

    List<Move> of(World world, WriterState writer) {
        return switch (writer.phase()) {
            case BEGIN -> List.of(begin(world, writer));
            case WRITE -> world.isLocked() ? List.of() : List.of(write(world, writer));
            case DECIDE -> decide(world, writer);
            case COMMIT_REST -> List.of(new Move(writer + " commits the rest", world.with(ending(writer))));
            case END -> List.of(end(world, writer));
            case POPULATE -> List.of(populate(world, writer));
            case END_ROLLED_BACK -> List.of(endRolledBack(world, writer));
            case DONE, CRASHED -> List.of();
        };
    }

    private Move begin(World world, WriterState writer) {
        Name name = writer.todo().get(0);
        List<Name> todo = new ArrayList<>(writer.todo().subList(1, writer.todo().size()));
        List<Name> cells = new ArrayList<>(writer.cells());
        cells.add(name);
        if (name == Name.TAG && !world.tag().members().isEmpty()) {
            (model.keeps(Rule.BEGIN_ON_EVERY_MEMBER) ? todo : cells).add(Name.ENTRY);
        }
        World next = name == Name.TAG
                ? world.with(model.begin(world.tag(), writer.writer(), 0))
                : world.with(name, model.begin(world.cell(name), writer.writer(), 0));
        return new Move(writer + " begins on " + name, next.with(writer.begun(List.copyOf(todo), sorted(cells))));
    }

    /** Entries are ended before the tag. */
    private static List<Name> sorted(List<Name> names) {
        return List.copyOf(new TreeSet<>(names));
    }

    private Move write(World world, WriterState writer) {
        Row row = writer.program().effect().on(world.latest(), world.versions() + 1);
        boolean changes = !row.equals(world.latest());
        World next = changes ? world.written() : world;
        if (writer.program().transaction() == Transaction.NONE) {
            WriterState done = ending(writer.wrote(row, false, Phase.END).guardedBy(world.alive()));
            return new Move(
                    writer + " writes and commits " + row, next.committed(row).with(done));
        }
        if (writer.program().transaction() == Transaction.AROUND_A_COMMIT) {
            WriterState wrote = writer.wrote(row, false, Phase.DECIDE).guardedBy(world.alive());
            return new Move(
                    writer + " writes, and by itself commits, " + row,
                    next.committed(row).with(wrote));
        }
        boolean endsNow = !model.keeps(Rule.END_FOLLOWS_THE_COMMIT);
        WriterState wrote = writer.wrote(row, changes, Phase.DECIDE);
        return new Move(writer + " writes " + row, next.with(endsNow ? ending(wrote) : wrote));
    }

    private static WriterState ending(WriterState writer) {
        return writer.next(Phase.END, writer.cells());
    }

    private List<Move> decide(World world, WriterState writer) {
        List<Move> moves = new ArrayList<>();
        if (writer.program().transaction() == Transaction.SAVEPOINT) {
            World undone = world.undone(writer.row()).with(writer.unlocked(Phase.COMMIT_REST));
            return List.of(new Move(writer + " rolls back to a savepoint", undone));
        }
        moves.add(commit(world, writer));
        WriterState back = writer.unlocked(Phase.END_ROLLED_BACK).next(Phase.END_ROLLED_BACK, writer.cells());
        moves.add(new Move(writer + " rolls back", undo(world, writer).with(back)));
        if (!model.keeps(Rule.NO_FILL_AFTER_OWN_WRITE) && world.alias() instanceof Free) {
            World filled = world.with(Name.ALIAS, CellSteps.held(writer.row(), Name.ALIAS));
            moves.add(new Move(writer + " reads A in its transaction and fills it", filled));
        }
        return moves;
    }

    private Move commit(World world, WriterState writer) {
        WriterState committed = writer.unlocked(Phase.END).guardedBy(world.alive());
        boolean ended = !model.keeps(Rule.END_FOLLOWS_THE_COMMIT);
        World next = writer.locks() ? world.committed(writer.row()) : world;
        World told = ended ? next.knowing(writer.row()).with(committed.done()) : next.with(ending(committed));
        return new Move(writer + " commits " + writer.row() + (ended ? " and returns" : ""), told);
    }

    private static World undo(World world, WriterState writer) {
        return writer.locks() ? world.undone(writer.row()) : world;
    }

    private Move end(World world, WriterState writer) {
        Name name = writer.todo().get(0);
        if (name == Name.TAG) {
            TagState tag = model.endCommitted(world.tag(), writer.writer(), keysOf(writer), 0);
            return ended(writer + " ends on T", world.with(tag).guardedBy(world.alive()), writer);
        }
        return populates(writer) ? register(world, writer, name) : endEntry(world, writer, name);
    }

    private boolean populates(WriterState writer) {
        boolean inTransaction = writer.program().transaction() != Transaction.NONE;
        return writer.program().populates() && !(inTransaction && model.keeps(Rule.NO_POPULATE_IN_TRANSACTION));
    }

    private Move endEntry(World world, WriterState writer, Name name) {
        EntryState<Row> cell = model.endCommitted(world.cell(name), writer.id(), 0);
        boolean entombs = !model.keeps(Rule.NO_TOMBSTONE)
                && writer.program().effect() == Effect.REMOVE
                && !(cell instanceof Pending);
        EntryState<Row> left = entombs ? CellSteps.held(writer.row(), name) : cell;
        return ended(
                writer + (entombs ? " leaves a tombstone in " : " ends on ") + name, world.with(name, left), writer);
    }

    private Move register(World world, WriterState writer, Name name) {
        boolean mayPopulate = model.takesPopulate(world.cell(name), writer.id(), 0);
        if (!mayPopulate) {
            return endEntry(world, writer, name);
        }
        if (name == Name.ALIAS || !model.keeps(Rule.POPULATE_REGISTERS)) {
            return new Move(writer + " may populate " + name, world.with(writer.next(Phase.POPULATE)));
        }
        Outcome<TagState> registration = model.register(world.tag(), name.key(), Long.MAX_VALUE, 0);
        World next = world.with(registration.state());
        return registration.done()
                ? new Move(writer + " registers with T", next.with(writer.next(Phase.POPULATE)))
                : endEntry(next, writer, name);
    }

    private Move populate(World world, WriterState writer) {
        Name name = writer.todo().get(0);
        Outcome<EntryState<Row>> populated =
                model.populate(world.cell(name), writer.id(), CellSteps.held(writer.row(), name), 0);
        String what = writer + (populated.done() ? " populates " : " ends on ") + name;
        return ended(what, world.with(name, populated.state()), writer.next(Phase.END));
    }

    private Move endRolledBack(World world, WriterState writer) {
        Name name = writer.todo().get(0);
        World next = name == Name.TAG
                ? world.with(model.endRolledBack(world.tag(), writer.writer(), 0))
                        .guardedBy(world.alive())
                : world.with(name, model.endRolledBack(world.cell(name), writer.id(), 0));
        List<Name> todo = List.copyOf(writer.todo().subList(1, writer.todo().size()));
        String what = writer + " ends, rolled back, on " + name;
        if (!todo.isEmpty()) {
            return new Move(what, next.with(writer.next(Phase.END_ROLLED_BACK, todo)));
        }
        boolean committed = writer.program().transaction() == Transaction.AROUND_A_COMMIT;
        return new Move(what, (committed ? next.knowing(writer.row()) : next).with(writer.done()));
    }

    /** After its last cell a write returns, and everybody can know of it. */
    private static Move ended(String what, World world, WriterState writer) {
        List<Name> todo = List.copyOf(writer.todo().subList(1, writer.todo().size()));
        if (!todo.isEmpty()) {
            return new Move(what, world.with(writer.next(Phase.END, todo)));
        }
        if (writer.locks()) {
            return new Move(what + ", not yet committed", world.with(writer.next(Phase.DECIDE, todo)));
        }
        World returned = world.undone().contains(writer.row().version()) ? world : world.knowing(writer.row());
        return new Move(what + " and returns", returned.with(writer.done()));
    }

    private static Set<TokenKey> keysOf(WriterState writer) {
        Set<TokenKey> keys = new HashSet<>();
        writer.cells().forEach(name -> keys.add(name.key()));
        return keys;
    }
}
