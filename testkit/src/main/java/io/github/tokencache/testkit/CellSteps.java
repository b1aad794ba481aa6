package io.github.tokencache.testkit;

import io.github.tokencache.Cell;
import io.github.tokencache.Lease;
import io.github.tokencache.testkit.EntryState.Held;

/** How a {@link World} writes its contents into cells. */
final class CellSteps {
    private CellSteps() {}

    /** What a reader or writer leaves under a name: the row, a pointer to it, or that there is none. */
    static Held<Row> held(Row row, Name name) {
        Row found = row.by(name);
        Cell.Content<Row> content = name == Name.ALIAS && found.present()
                ? new Cell.Pointer<>(Name.ENTRY.key())
                : new Cell.Value<>(found, Long.MAX_VALUE);
        return new Held<>(content, Long.MAX_VALUE);
    }

    static Lease lease(ReaderState reader) {
        return new Lease(reader.nonce(), WriterState.LONG);
    }

    static String text(Held<Row> held) {
        return held.content() instanceof Cell.Value<Row> value ? value.value().toString() : "->E";
    }
}
