package io.github.tokencache.testkit;

import io.github.tokencache.Cell;
import io.github.tokencache.testkit.EntryState.Free;
import io.github.tokencache.testkit.EntryState.Held;
import io.github.tokencache.testkit.EntryState.Leased;
import io.github.tokencache.testkit.ReaderState.Phase;
import io.github.tokencache.testkit.ReaderState.Way;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What readers do, one operation on one cell or on the database at a time. */
final class ReaderSteps {
    private final CellModel<Row> model;
    private final boolean monotone;

    ReaderSteps(CellModel<Row> model, boolean monotone) {
        this.model = model;
        this.monotone = monotone;
    }

    List<Move> of(World world, ReaderState reader) {
        return switch (reader.phase()) {
            case START -> reader.left() > 0 ? start(world, reader.starting(world.known())) : List.of();
            case FOLLOW -> read(world, reader, Name.ENTRY);
            case LOAD -> List.of(load(world, reader));
            case LOAD_ONLY -> List.of(loadOnly(world, reader));
            case JOINED -> List.of();
            case REGISTER, REGISTER_LATE -> List.of(register(world, reader));
            case FILL -> List.of(fill(world, reader));
        };
    }

    private List<Move> start(World world, ReaderState reader) {
        List<Move> moves = new ArrayList<>(read(world, reader, reader.name()));
        if (!model.keeps(Rule.JOIN_ONLY_A_SEEN_NONCE)) {
            for (ReaderState other : world.readers()) {
                if (other.id() != reader.id() && other.name() == reader.name() && other.inFlight()) {
                    moves.add(join(world, reader, other));
                }
            }
        }
        return moves;
    }

    private List<Move> read(World world, ReaderState reader, Name name) {
        EntryState<Row> cell = world.cell(name);
        if (cell instanceof Held<Row> held) {
            return List.of(hit(world, reader, name, held));
        }
        if (cell instanceof Free && name == reader.name() && mayFill(reader)) {
            World leased = world.with(name, model.lease(cell, CellSteps.lease(reader), 0));
            return List.of(new Move(reader + " leases " + name, leased.with(reader.next(Phase.LOAD))));
        }
        List<Move> moves = new ArrayList<>();
        moves.add(new Move(reader + " may not lease " + name, world.with(reader.next(Phase.LOAD_ONLY))));
        if (cell instanceof Leased<Row> leased && name == reader.name()) {
            addJoin(moves, world, reader, leased.nonce());
        }
        return moves;
    }

    private boolean mayFill(ReaderState reader) {
        return reader.way() != Way.IN_OLD_SNAPSHOT || !model.keeps(Rule.NO_FILL_FROM_AN_OLD_SNAPSHOT);
    }

    private void addJoin(List<Move> moves, World world, ReaderState reader, long nonce) {
        for (ReaderState other : world.readers()) {
            if (other.id() != reader.id() && other.nonce() == nonce && other.inFlight()) {
                moves.add(join(world, reader, other));
            }
        }
    }

    private Move join(World world, ReaderState reader, ReaderState flight) {
        String what = reader + " joins " + flight;
        return waits() || flight.phase() == Phase.LOAD
                ? new Move(what, world.with(reader.joining(flight)))
                : answer(what, world, reader, flight.row());
    }

    private boolean waits() {
        return model.keeps(Rule.JOINED_WAIT_FOR_THE_FILL);
    }

    private Move hit(World world, ReaderState reader, Name name, Held<Row> held) {
        if (!(held.content() instanceof Cell.Value<Row> value)) {
            return new Move(reader + " hits A, goes on to E", world.with(reader.next(Phase.FOLLOW)));
        }
        Row row = value.value();
        boolean rightName = row.by(reader.name()).present() == row.present();
        if (!rightName && model.keeps(Rule.ALIAS_TARGET_HOLDS_THE_NAME)) {
            return new Move(reader + " finds another alias in E", world.with(reader.next(Phase.LOAD_ONLY)));
        }
        return answer(reader + " hits " + name, world, reader, row);
    }

    private Move answer(String what, World world, ReaderState reader, Row row) {
        World next = world.with(reader.done());
        World known = monotone ? next.knowing(row) : next;
        return new Move(what + ": " + row, known, violation(world, reader, row));
    }

    private static @Nullable String violation(World world, ReaderState reader, Row row) {
        if (row.version() > world.latest().version() || world.undone().contains(row.version())) {
            return reader + " gets " + row + ", which is not committed";
        }
        if (row.isStaleAfter(reader.floor())) {
            return reader + " gets " + row + " although " + reader.floor() + " was known before it started";
        }
        return row.by(reader.name()).present() == row.present() ? null : reader + " gets " + row + " by the alias";
    }

    private Row database(World world, ReaderState reader) {
        return reader.way() == Way.IN_OLD_SNAPSHOT ? Row.FIRST : world.latest();
    }

    private Move loadOnly(World world, ReaderState reader) {
        Row row = database(world, reader).by(reader.name());
        return new Move(reader + " loads " + row, saw(world, row).with(reader.done()));
    }

    private World saw(World world, Row row) {
        return monotone ? world.knowing(row) : world;
    }

    private Move load(World world, ReaderState reader) {
        Row row = database(world, reader).by(reader.name());
        boolean registers = row.present() && reader.name() == Name.ENTRY && model.keeps(Rule.REGISTER_BEFORE_FILL);
        ReaderState loaded = reader.loaded(row, registers ? Phase.REGISTER : Phase.FILL);
        Move move = new Move(reader + " loads " + row, saw(world.with(loaded), row));
        return waits() ? move : tellJoined(move, loaded);
    }

    private Move register(World world, ReaderState reader) {
        boolean late = reader.phase() == Phase.REGISTER_LATE;
        Outcome<TagState> registration = model.register(world.tag(), Name.ENTRY.key(), Long.MAX_VALUE, 0);
        World next = world.with(registration.state());
        if (registration.done()) {
            return new Move(reader + " registers with T", next.with(late ? reader.done() : reader.next(Phase.FILL)));
        }
        EntryState<Row> cell = model.giveBack(world.cell(Name.ENTRY), reader.nonce(), 0);
        World refused = next.with(Name.ENTRY, cell).with(reader.done());
        return new Move(reader + " is refused by T", sendJoinedAway(refused, reader));
    }

    private Move fill(World world, ReaderState reader) {
        Name name = reader.name();
        Outcome<EntryState<Row>> put =
                model.put(world.cell(name), reader.nonce(), CellSteps.held(reader.row(), name), 0);
        boolean late = put.done() && name == Name.ENTRY && !model.keeps(Rule.REGISTER_BEFORE_FILL);
        World next = world.with(name, put.state()).with(late ? reader.next(Phase.REGISTER_LATE) : reader.done());
        return put.done()
                ? tellJoined(new Move(reader + " fills " + name, next), reader)
                : new Move(reader + " is refused by " + name, sendJoinedAway(next, reader));
    }

    private Move tellJoined(Move told, ReaderState flight) {
        Move move = told;
        for (ReaderState other : told.next().readers()) {
            if (other.flight() == flight.id()) {
                Move answered = tell(move, other, flight.row());
                move = move.violation() == null
                        ? answered
                        : new Move(answered.what(), answered.next(), move.violation());
            }
        }
        return move;
    }

    private Move tell(Move told, ReaderState joined, Row row) {
        boolean follows = joined.name() == Name.ALIAS && row.present() && model.keeps(Rule.JOINED_FOLLOW_THE_ALIAS);
        return follows
                ? new Move(
                        told.what() + ", " + joined + " goes on to E",
                        told.next().with(joined.next(Phase.FOLLOW)))
                : answer(told.what() + ", " + joined + " gets it", told.next(), joined, row);
    }

    /** What could not be filled is not handed out either: a write may have passed that did not know of the flight. */
    private static World sendJoinedAway(World world, ReaderState flight) {
        World next = world;
        for (ReaderState other : world.readers()) {
            if (other.flight() == flight.id()) {
                next = next.with(other.next(Phase.LOAD_ONLY));
            }
        }
        return next;
    }
}
