package io.github.tokencache.testkit;

import io.github.tokencache.testkit.EntryState.Free;
import io.github.tokencache.testkit.EntryState.Held;
import io.github.tokencache.testkit.EntryState.Leased;
import io.github.tokencache.testkit.EntryState.Pending;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One state of the search: the cells, the database, the readers and the writers. Immutable. Time stands at zero; what it
 * would do is done by {@link TimeSteps}.
 *
 * @param entry the cell of the identity
 * @param alias the cell of the alias
 * @param tag the cell of the tag
 * @param latest the committed row
 * @param versions how many versions were written
 * @param undone the versions that were rolled back
 * @param known the version that everybody who starts now can know of: its write has returned, or somebody has seen it
 * @param readers the readers
 * @param writers the writers
 * @param guards what must be dead before the mark of the tag may lapse, because it was alive when the mark was set:
 *     see {@link #alive()}
 */
record World(
        EntryState<Row> entry,
        EntryState<Row> alias,
        TagState tag,
        Row latest,
        int versions,
        Set<Integer> undone,
        Row known,
        List<ReaderState> readers,
        List<WriterState> writers,
        Set<Long> guards) {

    /** A world in which nothing has happened, its cells empty or filled with the first version. */
    static World of(boolean warm, List<ReaderState> readers, List<WriterState> writers) {
        EntryState<Row> entry = warm ? CellSteps.held(Row.FIRST, Name.ENTRY) : new Free<>();
        EntryState<Row> alias = warm ? CellSteps.held(Row.FIRST, Name.ALIAS) : new Free<>();
        TagState tag = warm ? TagState.EMPTY.withMembers(Map.of(Name.ENTRY.key(), Long.MAX_VALUE)) : TagState.EMPTY;
        return new World(entry, alias, tag, Row.FIRST, 1, Set.of(), Row.FIRST, readers, writers, Set.of());
    }

    EntryState<Row> cell(Name name) {
        return name == Name.ENTRY ? entry : alias;
    }

    World with(Name name, EntryState<Row> state) {
        return new World(
                name == Name.ENTRY ? state : entry,
                name == Name.ALIAS ? state : alias,
                tag,
                latest,
                versions,
                undone,
                known,
                readers,
                writers,
                guards);
    }

    World with(TagState state) {
        return new World(entry, alias, state, latest, versions, undone, known, readers, writers, guards);
    }

    World with(ReaderState reader) {
        List<ReaderState> changed = new ArrayList<>(readers);
        changed.set(reader.id() - 1, reader);
        return new World(entry, alias, tag, latest, versions, undone, known, List.copyOf(changed), writers, guards);
    }

    World with(WriterState writer) {
        List<WriterState> changed = new ArrayList<>(writers);
        changed.set(writer.id() - 1, writer);
        return new World(entry, alias, tag, latest, versions, undone, known, readers, List.copyOf(changed), guards);
    }

    World written() {
        return new World(entry, alias, tag, latest, versions + 1, undone, known, readers, writers, guards);
    }

    World committed(Row row) {
        return new World(entry, alias, tag, row, versions, undone, known, readers, writers, guards);
    }

    World undone(Row row) {
        Set<Integer> more = new HashSet<>(undone);
        more.add(row.version());
        return new World(entry, alias, tag, latest, versions, Set.copyOf(more), known, readers, writers, guards);
    }

    World knowing(Row row) {
        return new World(entry, alias, tag, latest, versions, undone, known.orLater(row), readers, writers, guards);
    }

    World guardedBy(Set<Long> alive) {
        return new World(entry, alias, tag, latest, versions, undone, known, readers, writers, alive);
    }

    /** Whether a reader still holds the lease of its current read. */
    boolean leases(ReaderState reader) {
        return cell(reader.name()) instanceof Leased<Row> leased && leased.nonce() == reader.nonce();
    }

    /** What is alive of the leases of readers (their nonces) and of the rights of writers to populate (-1, -2). */
    Set<Long> alive() {
        Set<Long> alive = new HashSet<>();
        readers.stream().filter(r -> r.inFlight() && leases(r)).forEach(r -> alive.add(r.nonce()));
        writers.stream()
                .filter(w -> w.isOpen() && w.inTime())
                .forEach(w -> alive.add(-w.writer().id()));
        return Set.copyOf(alive);
    }

    boolean isLocked() {
        return writers.stream().anyMatch(WriterState::locks);
    }

    /** The cells, in one line of a schedule. */
    String cells() {
        return "E=" + text(entry) + " A=" + text(alias) + " T=" + text(tag);
    }

    private static String text(EntryState<Row> state) {
        if (state instanceof Leased<Row> leased) {
            return "L" + leased.nonce();
        }
        if (state instanceof Held<Row> held) {
            return CellSteps.text(held);
        }
        return state instanceof Pending<Row> pending
                ? "P" + pending.writers().keySet() + (pending.joined() ? "joined" : "")
                : "-";
    }

    private static String text(TagState tag) {
        String members = tag.members().isEmpty() ? "{}" : "{E}";
        String writers = tag.writers().isEmpty() ? "" : "P" + tag.writers().keySet();
        return members + writers + (tag.markUntil() > 0 ? "marked" : "");
    }
}
