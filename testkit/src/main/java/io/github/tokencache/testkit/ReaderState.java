package io.github.tokencache.testkit;

/**
 * A reader of a {@link World} between two of its steps.
 *
 * @param id 1 or 2
 * @param way how it reads
 * @param phase what it does next
 * @param left how many reads it has still to start
 * @param floor the version that it must not fall behind in the current read
 * @param row what it has loaded in the current read
 * @param flight the reader it has joined, 0 if none
 */
record ReaderState(int id, Way way, Phase phase, int left, Row floor, Row row, int flight) {

    /** How a reader reads. */
    enum Way {
        BY_IDENTITY,
        BY_ALIAS,
        /** By identity, in a transaction whose snapshot is the first version. */
        IN_OLD_SNAPSHOT
    }

    /** What a reader does next. */
    enum Phase {
        /** Starts a read, if any is left. */
        START,
        /** Follows the alias to the entry. */
        FOLLOW,
        /** Loads, holding the lease. */
        LOAD,
        /** Loads without filling. */
        LOAD_ONLY,
        /** Waits for the reader whose lease it saw. */
        JOINED,
        /** Registers with the tag. */
        REGISTER,
        /** Fills. */
        FILL,
        /** Registers after it has filled; only without {@link Rule#REGISTER_BEFORE_FILL}. */
        REGISTER_LATE
    }

    static ReaderState of(int id, Way way, int reads) {
        return new ReaderState(id, way, Phase.START, reads, Row.NONE, Row.NONE, 0);
    }

    /** The cell it reads first and leases. */
    Name name() {
        return way == Way.BY_ALIAS ? Name.ALIAS : Name.ENTRY;
    }

    /** The nonce of the lease of its current read, unlike all others in its world. */
    long nonce() {
        return 10L * id + left;
    }

    /** Whether it is a flight that others can join. */
    boolean inFlight() {
        return phase == Phase.LOAD || phase == Phase.REGISTER || phase == Phase.FILL;
    }

    ReaderState starting(Row known) {
        return new ReaderState(id, way, phase, left - 1, known, row, 0);
    }

    ReaderState next(Phase next) {
        return new ReaderState(id, way, next, left, floor, row, 0);
    }

    ReaderState loaded(Row loaded, Phase next) {
        return new ReaderState(id, way, next, left, floor, loaded, 0);
    }

    ReaderState joining(ReaderState other) {
        return new ReaderState(id, way, Phase.JOINED, left, floor, row, other.id);
    }

    ReaderState done() {
        return of(id, way, left);
    }

    @Override
    public String toString() {
        return "R" + id;
    }
}
