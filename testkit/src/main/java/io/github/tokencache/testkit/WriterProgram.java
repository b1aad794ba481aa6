package io.github.tokencache.testkit;

import java.util.List;

/**
 * What a writer of a {@link World} does.
 *
 * @param title for schedules
 * @param names what it begins on
 * @param effect what it does to the row
 * @param populates whether it leaves the new version in the cells
 * @param transaction how it ends
 */
record WriterProgram(String title, List<Name> names, Effect effect, boolean populates, Transaction transaction) {

    /** What a write does to the row. */
    enum Effect {
        REMOVE,
        STORE,
        /** Stores it so that the alias no longer leads to it. */
        RENAME;

        Row on(Row latest, int version) {
            return switch (this) {
                case REMOVE -> latest.present() ? new Row(version, false, false) : latest;
                case STORE -> new Row(version, true, true);
                case RENAME -> new Row(version, true, false);
            };
        }
    }

    /** How a write ends. */
    enum Transaction {
        /** The statement commits by itself. */
        NONE,
        /** Commit or rollback, later than the statement. */
        OPEN_END,
        /** The statement commits by itself, whatever becomes of the transaction around it. */
        AROUND_A_COMMIT,
        /** The statement is undone by a savepoint, then the transaction commits. */
        SAVEPOINT
    }

    static final WriterProgram REMOVE =
            new WriterProgram("remove by identity", List.of(Name.ENTRY), Effect.REMOVE, false, Transaction.NONE);
    static final WriterProgram REMOVE_BY_TAG =
            new WriterProgram("remove by tag", List.of(Name.TAG), Effect.REMOVE, false, Transaction.NONE);
    static final WriterProgram STORE =
            new WriterProgram("store", List.of(Name.ENTRY, Name.ALIAS), Effect.STORE, false, Transaction.NONE);
    static final WriterProgram STORE_AND_POPULATE = new WriterProgram(
            "store and populate", List.of(Name.ENTRY, Name.ALIAS), Effect.STORE, true, Transaction.NONE);
    static final WriterProgram STORE_AND_POPULATE_THE_ENTRY = new WriterProgram(
            "store and populate the entry", List.of(Name.ENTRY), Effect.STORE, true, Transaction.NONE);
    static final WriterProgram RENAME =
            new WriterProgram("store under another alias", List.of(Name.ENTRY), Effect.RENAME, false, Transaction.NONE);

    WriterProgram in(Transaction other) {
        return new WriterProgram(title + ", " + other, names, effect, populates, other);
    }
}
