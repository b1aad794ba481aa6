package io.github.tokencache.testkit;

import static io.github.tokencache.testkit.ReaderState.Way.BY_ALIAS;
import static io.github.tokencache.testkit.ReaderState.Way.BY_IDENTITY;
import static io.github.tokencache.testkit.ReaderState.Way.IN_OLD_SNAPSHOT;

import io.github.tokencache.testkit.Scenario.Event;
import io.github.tokencache.testkit.WriterProgram.Transaction;
import java.util.List;
import java.util.Set;

/** The searches that together show the rules of the cell to be enough, and each of them to be needed. */
final class Scenarios {
    private Scenarios() {}

    static List<Scenario> all() {
        return List.of(
                new Scenario(
                        "two readers, a removal by identity",
                        false,
                        2,
                        List.of(BY_IDENTITY, BY_IDENTITY),
                        List.of(WriterProgram.REMOVE),
                        Set.of(Event.CRASH, Event.TIME_TO_LIVE),
                        Set.of(
                                Rule.FILL_NEEDS_THE_LEASE,
                                Rule.FILL_NEEDS_MORE_THAN_AN_ABSENT_CELL,
                                Rule.BEGIN_LEAVES_PENDING,
                                Rule.BEGIN_PRECEDES_THE_WRITE,
                                Rule.END_FOLLOWS_THE_WRITE,
                                Rule.BEGIN_KILLS_LEASES)),
                new Scenario(
                        "two readers, a removal by tag",
                        false,
                        2,
                        List.of(BY_IDENTITY, BY_IDENTITY),
                        List.of(WriterProgram.REMOVE_BY_TAG),
                        Set.of(Event.CRASH, Event.TIME_TO_LIVE),
                        Set.of(
                                Rule.REGISTER_BEFORE_FILL,
                                Rule.PENDING_TAG_REFUSES,
                                Rule.ENDED_TAG_KEEPS_A_MARK,
                                Rule.MARK_OUTLIVES_LEASES,
                                Rule.DEADLINE_OUTLIVES_LEASES,
                                Rule.BEGIN_ON_EVERY_MEMBER,
                                Rule.JOINED_WAIT_FOR_THE_FILL,
                                Rule.MEMBERS_OUTLIVE_THEIR_CONTENT)),
                new Scenario(
                        "two removals by the same tag",
                        true,
                        1,
                        List.of(BY_IDENTITY, BY_IDENTITY),
                        List.of(WriterProgram.REMOVE_BY_TAG, WriterProgram.REMOVE_BY_TAG),
                        Set.of(Event.CRASH),
                        Set.of(Rule.PENDING_TAG_KEEPS_MEMBERS, Rule.MEMBERS_OUTLIVE_DEADLINES)),
                new Scenario(
                        "a removal by identity, one by tag",
                        false,
                        1,
                        List.of(BY_IDENTITY, BY_IDENTITY),
                        List.of(WriterProgram.REMOVE, WriterProgram.REMOVE_BY_TAG),
                        Set.of(Event.CRASH),
                        Set.of()),
                new Scenario(
                        "a store that populates, a removal by identity",
                        false,
                        1,
                        List.of(BY_IDENTITY, BY_IDENTITY),
                        List.of(WriterProgram.STORE_AND_POPULATE_THE_ENTRY, WriterProgram.REMOVE),
                        Set.of(Event.CRASH),
                        Set.of(Rule.POPULATE_NEVER_WHEN_JOINED)),
                new Scenario(
                        "a store that populates, a removal by tag",
                        false,
                        1,
                        List.of(BY_IDENTITY),
                        List.of(WriterProgram.STORE_AND_POPULATE, WriterProgram.REMOVE_BY_TAG),
                        Set.of(),
                        Set.of(Rule.POPULATE_WITHIN_LEASE_TIMEOUT, Rule.POPULATE_REGISTERS)),
                new Scenario(
                        "two stores that populate",
                        false,
                        1,
                        List.of(BY_IDENTITY, BY_ALIAS),
                        List.of(WriterProgram.STORE_AND_POPULATE, WriterProgram.STORE_AND_POPULATE),
                        Set.of(),
                        Set.of()),
                new Scenario(
                        "a store, a removal by identity",
                        true,
                        2,
                        List.of(BY_IDENTITY, BY_IDENTITY),
                        List.of(WriterProgram.STORE, WriterProgram.REMOVE),
                        Set.of(),
                        Set.of(Rule.NO_TOMBSTONE, Rule.OTHER_WRITERS_KEEP_PENDING)),
                new Scenario(
                        "readers by alias, a store under another alias, a removal",
                        true,
                        1,
                        List.of(BY_ALIAS, BY_IDENTITY),
                        List.of(WriterProgram.RENAME, WriterProgram.REMOVE),
                        Set.of(),
                        Set.of(Rule.ALIAS_TARGET_HOLDS_THE_NAME)),
                new Scenario(
                        "readers by alias, a removal, a store",
                        false,
                        1,
                        List.of(BY_ALIAS, BY_ALIAS),
                        List.of(WriterProgram.REMOVE, WriterProgram.STORE),
                        Set.of(),
                        Set.of(Rule.JOINED_FOLLOW_THE_ALIAS)),
                new Scenario(
                        "a reader in an older snapshot, a removal",
                        false,
                        2,
                        List.of(IN_OLD_SNAPSHOT, BY_IDENTITY),
                        List.of(WriterProgram.REMOVE, WriterProgram.REMOVE_BY_TAG),
                        Set.of(),
                        Set.of(Rule.NO_FILL_FROM_AN_OLD_SNAPSHOT)),
                new Scenario(
                        "a removal in a transaction, readers by alias",
                        false,
                        2,
                        List.of(BY_ALIAS, BY_IDENTITY),
                        List.of(WriterProgram.REMOVE.in(Transaction.OPEN_END)),
                        Set.of(Event.CRASH),
                        Set.of(Rule.NO_FILL_AFTER_OWN_WRITE, Rule.END_FOLLOWS_THE_COMMIT)),
                new Scenario(
                        "a removal by tag in a transaction, a store",
                        true,
                        1,
                        List.of(BY_IDENTITY, BY_IDENTITY),
                        List.of(WriterProgram.REMOVE_BY_TAG.in(Transaction.OPEN_END), WriterProgram.STORE),
                        Set.of(Event.CRASH),
                        Set.of()),
                new Scenario(
                        "a removal by tag that commits by itself in a transaction",
                        false,
                        2,
                        List.of(BY_IDENTITY, BY_IDENTITY),
                        List.of(WriterProgram.REMOVE_BY_TAG.in(Transaction.AROUND_A_COMMIT)),
                        Set.of(Event.CRASH, Event.TIME_TO_LIVE),
                        Set.of(Rule.ROLLED_BACK_TAG_KEEPS_A_MARK)),
                new Scenario(
                        "a store and a removal that commit by themselves in transactions",
                        false,
                        1,
                        List.of(BY_IDENTITY, BY_ALIAS),
                        List.of(
                                WriterProgram.STORE_AND_POPULATE.in(Transaction.AROUND_A_COMMIT),
                                WriterProgram.REMOVE.in(Transaction.AROUND_A_COMMIT)),
                        Set.of(Event.CRASH),
                        Set.of()),
                new Scenario(
                        "a store undone by a savepoint",
                        false,
                        2,
                        List.of(BY_IDENTITY, BY_ALIAS),
                        List.of(WriterProgram.STORE_AND_POPULATE.in(Transaction.SAVEPOINT)),
                        Set.of(),
                        Set.of(Rule.NO_POPULATE_IN_TRANSACTION)),
                new Scenario(
                        "writers slower than their deadlines",
                        false,
                        1,
                        List.of(BY_IDENTITY, BY_IDENTITY),
                        List.of(WriterProgram.STORE_AND_POPULATE_THE_ENTRY, WriterProgram.REMOVE),
                        Set.of(Event.SLOW_WRITER),
                        Set.of(
                                Rule.END_DELETES_UNCONDITIONALLY,
                                Rule.END_JOINS_THE_OTHERS,
                                Rule.POPULATE_ONLY_ITS_OWN_PENDING)));
    }
}
