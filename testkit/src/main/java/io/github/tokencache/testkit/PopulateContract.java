package io.github.tokencache.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tokencache.Cell;
import io.github.tokencache.Ending;
import io.github.tokencache.Fill;
import io.github.tokencache.OpenWrite;
import io.github.tokencache.Writer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Ending a write with contents in place of nothing. */
abstract class PopulateContract extends WriteContract {
    PopulateContract() {}

    @Test
    void aWriterAlonePopulates() {
        OpenWrite write = begin(entry, alias, otherEntry);
        Cell.Content<String> pointer = new Cell.Pointer<>(entry);

        backend().end(write, new Ending.Committed<>(Map.of(entry, fillOf(value("new")), alias, fillOf(pointer))));

        assertValue(entry, "new");
        assertThat(see(alias)).isEqualTo(pointer);
        assertAbsent(otherEntry);
    }

    @Test
    void aPopulatedContentDiesWithItsTimeToLive() {
        commit(begin(entry), entry, value("new"));

        advance(timeToLive().dividedBy(2));
        assertValue(entry, "new");
        advance(timeToLive().dividedBy(2));
        assertAbsent(entry);
    }

    @Test
    void populatingWithNothingDeletes() {
        OpenWrite write = begin(entry);

        backend().end(write, new Ending.Committed<>(Map.of(entry, Fill.nothing())));

        assertAbsent(entry);
    }

    @Test
    void aPopulatedEntryIsAMemberOfItsTags() {
        commit(begin(entry), entry, value("new"), tag, otherTag);

        assertThat(begin(tag).keys()).containsExactlyInAnyOrder(tag, entry);
        assertThat(begin(otherTag).keys()).containsExactlyInAnyOrder(otherTag, entry);
        assertPending(entry);
    }

    @Test
    void aWriterThatWasJoinedDoesNotPopulate() {
        OpenWrite first = begin(entry);
        OpenWrite second = begin(entry);
        commit(second);

        commit(first, entry, value("new"));

        assertAbsent(entry);
    }

    @Test
    void aWriterThatJoinedDoesNotPopulate() {
        OpenWrite first = begin(entry);
        OpenWrite second = begin(entry);
        commit(first);

        commit(second, entry, value("new"));

        assertAbsent(entry);
    }

    @Test
    void aWriterThatJoinedAForgottenOneStillDoesNotPopulate() {
        backend()
                .begin(
                        List.of(entry),
                        new Writer(newWriter().id(), leaseTimeout().dividedBy(2), leaseTimeout()));
        OpenWrite second = begin(entry);
        advance(leaseTimeout().dividedBy(2));

        commit(second, entry, value("new"));

        assertAbsent(entry);
    }

    @Test
    void aWriterDoesNotPopulateWhileAnotherIsOpen() {
        OpenWrite first = begin(entry);
        begin(entry);

        commit(first, entry, value("new"));

        assertPending(entry);
    }

    @Test
    void havingBeenJoinedIsForgottenWithTheMarker() {
        OpenWrite first = begin(entry);
        commit(begin(entry));
        commit(first);

        commit(begin(entry), entry, value("new"));

        assertValue(entry, "new");
    }

    @Test
    void aWriterWhoseMarkerWasLostDoesNotPopulate() {
        OpenWrite write = begin(entry);
        expire(entry);

        commit(write, entry, value("new"));

        assertAbsent(entry);
    }

    @Test
    void aWriterWhoseMarkerWasReplacedByAValueDeletesIt() {
        OpenWrite write = begin(entry);
        expire(entry);
        put(entry, "old");

        commit(write, entry, value("new"));

        assertAbsent(entry);
    }

    @Test
    void aWriterWhoseMarkerWasReplacedByAnotherLeavesThat() {
        OpenWrite write = begin(entry);
        expire(entry);
        begin(entry);

        commit(write, entry, value("new"));

        assertPending(entry);
    }

    @Test
    void aWriterThatLostItsMarkerKeepsTheOthersFromPopulating() {
        OpenWrite slow = begin(entry);
        expire(entry);
        OpenWrite next = begin(entry);
        commit(slow);

        commit(next, entry, value("written before the slow one"));

        assertAbsent(entry);
    }

    @Test
    void aWriterDoesNotPopulateAfterItsLeaseTimeout() {
        OpenWrite write = begin(entry);
        advance(leaseTimeout());

        commit(write, entry, value("new"));

        assertAbsent(entry);
    }

    @Test
    void beginningAgainIsNotJoining() {
        Writer writer = newWriter();
        backend().begin(List.of(entry), writer);
        OpenWrite write = backend().begin(List.of(entry), writer);

        commit(write, entry, value("new"));

        assertValue(entry, "new");
    }

    @Test
    void beginningAgainDoesNotGiveMoreTimeToPopulate() {
        Writer writer = newWriter();
        backend().begin(List.of(entry), writer);
        advance(leaseTimeout().dividedBy(2));
        OpenWrite write = backend().begin(List.of(entry), writer);
        advance(leaseTimeout().dividedBy(2));

        commit(write, entry, value("new"));

        assertAbsent(entry);
    }

    @Test
    void aPendingTagRefusesAPopulate() {
        OpenWrite write = begin(entry);
        begin(tag);

        commit(write, entry, value("new"), tag);

        assertAbsent(entry);
    }

    @Test
    void aMarkedTagRefusesAPopulate() {
        OpenWrite write = begin(entry);
        commit(begin(tag));

        commit(write, entry, value("new"), otherTag, tag);

        assertAbsent(entry);
    }

    @Test
    void aFullTagRefusesAPopulate() {
        fillUpTag();

        commit(begin(entry), entry, value("new"), tag);

        assertAbsent(entry);
    }

    @Test
    void aWriterDoesNotPopulateAfterAClear() {
        OpenWrite write = begin(entry);
        backend().clear();

        commit(write, entry, value("old"));

        assertAbsent(entry);
    }

    final void fillUpTag() {
        for (int i = 0; i < MAX_TAG_MEMBERS; i++) {
            put(keys.key(ENTRY, "member " + i), "member", tag);
        }
    }
}
