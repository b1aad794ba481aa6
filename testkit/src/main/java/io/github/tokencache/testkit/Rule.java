package io.github.tokencache.testkit;

/**
 * A rule of the leased cell or of those who use it. Each can be left out of the model, to show that the invariants need
 * it: {@link #mutant()} says what is done instead.
 */
enum Rule {
    FILL_NEEDS_THE_LEASE("look-aside: a fill overwrites whatever the cell holds"),
    FILL_NEEDS_MORE_THAN_AN_ABSENT_CELL("SET NX: a fill is accepted by an absent cell too"),
    BEGIN_LEAVES_PENDING("evict before and after: begin deletes but leaves no pending marker"),
    BEGIN_PRECEDES_THE_WRITE("evict after: nothing is done before the database write"),
    END_FOLLOWS_THE_WRITE("evict before: begin deletes, nothing is done after the database write"),
    BEGIN_KILLS_LEASES("begin leaves a leased cell to its reader"),
    END_DELETES_UNCONDITIONALLY("end deletes only while the marker is its own"),
    OTHER_WRITERS_KEEP_PENDING("the first writer that ends deletes the marker of the others too"),
    END_JOINS_THE_OTHERS("a writer that lost its marker ends unnoticed by the others"),
    NO_TOMBSTONE("end of a removal leaves a terminal tombstone"),
    POPULATE_NEVER_WHEN_JOINED("populate although another write was open meanwhile"),
    POPULATE_ONLY_ALONE("populate although another write is open"),
    POPULATE_ONLY_ITS_OWN_PENDING("populate although the own marker is gone"),
    POPULATE_WITHIN_LEASE_TIMEOUT("populate at any time before the deadline"),
    POPULATE_REGISTERS("populate without registering with the tags"),
    NO_POPULATE_IN_TRANSACTION("populate after a transaction, savepoints or not"),
    REGISTER_BEFORE_FILL("fill first, register with the tags then"),
    PENDING_TAG_REFUSES("a pending tag accepts registrations"),
    ENDED_TAG_KEEPS_A_MARK("a tag accepts registrations as soon as its write has ended"),
    ROLLED_BACK_TAG_KEEPS_A_MARK("a tag accepts registrations as soon as its write is rolled back"),
    MARK_OUTLIVES_LEASES("the mark is shorter than a lease"),
    DEADLINE_OUTLIVES_LEASES("the deadline of a writer passes while leases from before its commit live"),
    PENDING_TAG_KEEPS_MEMBERS("begin takes the members out of the tag"),
    MEMBERS_OUTLIVE_DEADLINES("a tag forgets its members with the deadline of its writer"),
    MEMBERS_OUTLIVE_THEIR_CONTENT("a membership lasts as long as the content counted from registration, not from fill"),
    BEGIN_ON_EVERY_MEMBER("begin on a tag leaves its members alone until end"),
    ALIAS_TARGET_HOLDS_THE_NAME("an alias is followed to whatever value is there"),
    JOIN_ONLY_A_SEEN_NONCE("a reader joins any flight of its name in the process"),
    JOINED_WAIT_FOR_THE_FILL("a reader that has joined gets what was loaded, filled or not"),
    JOINED_FOLLOW_THE_ALIAS("a reader that has joined the flight of an alias gets the value that was loaded"),
    NO_FILL_FROM_AN_OLD_SNAPSHOT("a reader in an older snapshot leases and fills"),
    NO_FILL_AFTER_OWN_WRITE("a transaction reads through the cache after its own write"),
    END_FOLLOWS_THE_COMMIT("end after the statement, before the commit");

    private final String mutant;

    Rule(String mutant) {
        this.mutant = mutant;
    }

    /** What is done where the rule is left out. */
    String mutant() {
        return mutant;
    }
}
