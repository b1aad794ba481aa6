package io.github.tokencache.testkit;

import io.github.tokencache.testkit.EntryState.Free;
import io.github.tokencache.testkit.EntryState.Held;
import io.github.tokencache.testkit.EntryState.Leased;
import io.github.tokencache.testkit.EntryState.Pending;
import io.github.tokencache.testkit.WriterState.Phase;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What happens by itself: crashes, and time that passes for one cell. */
final class TimeSteps {
    private final CellModel<Row> model;
    private final Scenario scenario;

    TimeSteps(CellModel<Row> model, Scenario scenario) {
        this.model = model;
        this.scenario = scenario;
    }

    List<Move> of(World world) {
        List<Move> moves = new ArrayList<>();
        addLapsesOfEntries(moves, world);
        addLapseOfMark(moves, world);
        addLapseOfMembership(moves, world);
        for (WriterState writer : world.writers()) {
            addCrash(moves, world, writer);
            addLapsesOfWriter(moves, world, writer);
        }
        return moves;
    }

    private void addLapsesOfEntries(List<Move> moves, World world) {
        for (Name name : List.of(Name.ENTRY, Name.ALIAS)) {
            EntryState<Row> cell = world.cell(name);
            if (cell instanceof Leased) {
                moves.add(new Move("the lease on " + name + " lapses", world.with(name, new Free<>())));
            } else if (cell instanceof Held && scenario.has(Scenario.Event.TIME_TO_LIVE)) {
                moves.add(new Move("the content of " + name + " expires", world.with(name, new Free<>())));
            }
        }
    }

    /** A mark is as long as a lease, so what was alive when it was set is dead when it lapses. */
    private void addLapseOfMark(List<Move> moves, World world) {
        boolean guarded = isGuarded(world, world.guards());
        if (world.tag().markUntil() > 0 && !(guarded && model.keeps(Rule.MARK_OUTLIVES_LEASES))) {
            World lapsed = world.with(world.tag().withMark(Long.MIN_VALUE)).guardedBy(Set.of());
            moves.add(new Move("the mark of T lapses", lapsed));
        }
    }

    private static boolean isGuarded(World world, Set<Long> guards) {
        Set<Long> alive = world.alive();
        return guards.stream().anyMatch(alive::contains);
    }

    private void addLapseOfMembership(List<Move> moves, World world) {
        boolean lives = world.entry() instanceof Held;
        boolean canStillBeFilled = world.readers().stream().anyMatch(r -> r.inFlight() && world.leases(r))
                || world.writers().stream().anyMatch(w -> w.phase() == Phase.POPULATE);
        boolean may = lives ? !model.keeps(Rule.MEMBERS_OUTLIVE_THEIR_CONTENT) : !canStillBeFilled;
        if (scenario.has(Scenario.Event.TIME_TO_LIVE)
                && may
                && !world.tag().members().isEmpty()) {
            moves.add(new Move(
                    "the membership of E in T lapses", world.with(world.tag().withMembers(Map.of()))));
        }
    }

    private void addCrash(List<Move> moves, World world, WriterState writer) {
        if (scenario.has(Scenario.Event.CRASH) && writer.isOpen()) {
            moves.add(new Move(writer + " crashes", world.with(writer.crashed())));
        }
        if (writer.phase() == Phase.CRASHED && writer.locks()) {
            WriterState decided = writer.unlocked(Phase.CRASHED);
            World committed = world.committed(writer.row()).with(decided.guardedBy(world.alive()));
            moves.add(new Move("the database commits " + writer.row(), committed));
            moves.add(new Move(
                    "the database rolls " + writer.row() + " back",
                    world.undone(writer.row()).with(decided)));
        }
    }

    private void addLapsesOfWriter(List<Move> moves, World world, WriterState writer) {
        if (writer.isOpen() && writer.inTime() && writer.phase() != Phase.BEGIN) {
            World late = tooLate(tooLate(world.with(writer.late()), Name.ENTRY, writer), Name.ALIAS, writer);
            moves.add(new Move("the lease time-out of " + writer + " passes", late));
        }
        boolean crashed = writer.phase() == Phase.CRASHED && !writer.locks();
        boolean slow = writer.isOpen() && scenario.has(Scenario.Event.SLOW_WRITER);
        if (crashed || slow) {
            addLapsesOfDeadline(moves, world, writer);
        }
    }

    private void addLapsesOfDeadline(List<Move> moves, World world, WriterState writer) {
        for (Name name : List.of(Name.ENTRY, Name.ALIAS)) {
            if (world.cell(name) instanceof Pending<Row> pending
                    && pending.writers().containsKey(writer.writer().id())) {
                Pending<Row> lapsed = new Pending<>(with(pending.writers(), writer, Long.MIN_VALUE), pending.joined());
                moves.add(new Move(deadlineOf(writer, name), world.with(name, model.at(lapsed, 0))));
            }
        }
        boolean guarded = isGuarded(world, writer.guards()) && model.keeps(Rule.DEADLINE_OUTLIVES_LEASES);
        if (world.tag().writers().containsKey(writer.writer().id()) && !guarded) {
            TagState lapsed = world.tag().withWriters(with(world.tag().writers(), writer, Long.MIN_VALUE));
            moves.add(new Move(deadlineOf(writer, Name.TAG), world.with(model.at(lapsed, 0))));
        }
    }

    private static String deadlineOf(WriterState writer, Name name) {
        return "the deadline of " + writer + " on " + name + " passes";
    }

    private static Map<Long, OpenWriter> with(Map<Long, OpenWriter> writers, WriterState writer, long deadline) {
        Map<Long, OpenWriter> changed = new HashMap<>(writers);
        changed.computeIfPresent(writer.writer().id(), (id, open) -> new OpenWriter(deadline, open.populateUntil()));
        return Map.copyOf(changed);
    }

    private static World tooLate(World world, Name name, WriterState writer) {
        if (!(world.cell(name) instanceof Pending<Row> pending)) {
            return world;
        }
        Map<Long, OpenWriter> changed = new HashMap<>(pending.writers());
        changed.computeIfPresent(writer.writer().id(), (id, open) -> new OpenWriter(open.deadline(), 0));
        return world.with(name, new Pending<>(Map.copyOf(changed), pending.joined()));
    }
}
