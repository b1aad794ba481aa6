package io.github.tokencache.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tokencache.Cell;
import io.github.tokencache.Lease;
import io.github.tokencache.OpenWrite;
import org.junit.jupiter.api.Test;

/** Removing cells by names that are known only once a value is loaded. */
abstract class TagContract extends PopulateContract {
    TagContract() {}

    @Test
    void beginOnATagBeginsOnItsMembers() {
        put(entry, "one", tag);
        put(otherEntry, "two", tag, otherTag);
        backend().fill(alias, lease(alias), fillOf(new Cell.Pointer<>(entry), otherTag));

        OpenWrite write = begin(tag);

        assertThat(write.keys()).containsExactlyInAnyOrder(tag, entry, otherEntry);
        assertPending(entry);
        assertPending(otherEntry);
        assertThat(see(alias)).isEqualTo(new Cell.Pointer<String>(entry));
    }

    @Test
    void anAliasIsRemovedByItsTagToo() {
        backend().fill(alias, lease(alias), fillOf(new Cell.Pointer<>(entry), tag));

        commit(begin(tag));

        assertAbsent(alias);
    }

    @Test
    void aTagWithoutMembersCanBeWritten() {
        OpenWrite write = begin(tag);

        assertThat(write.keys()).containsExactly(tag);
        commit(write);
    }

    @Test
    void aCommittedRemovalByTagDeletesTheMembers() {
        put(entry, "one", tag);

        commit(begin(tag));

        assertAbsent(entry);
    }

    @Test
    void aTagForgetsTheMembersThatItsWriteHasDeleted() {
        put(entry, "one", tag);
        commit(begin(tag));

        assertThat(begin(tag).keys()).containsExactly(tag);
    }

    @Test
    void aTagKeepsItsMembersAfterARollback() {
        put(entry, "one", tag);
        rollBack(begin(tag));

        assertThat(begin(tag).keys()).containsExactlyInAnyOrder(tag, entry);
    }

    @Test
    void aPendingTagRefusesWhatWasLoadedBefore() {
        Lease lease = lease(entry);
        begin(tag);

        assertThat(fill(entry, lease, "old", otherTag, tag)).isFalse();

        assertAbsent(entry);
    }

    @Test
    void aTagRefusesUntilItsLastWriterEnds() {
        OpenWrite first = begin(tag);
        begin(tag);
        rollBack(first);

        assertThat(fill(entry, lease(entry), "old", tag)).isFalse();
    }

    @Test
    void afterACommitATagRefusesWhatWasLoadedBefore() {
        Lease lease = lease(entry);
        commit(begin(tag));

        assertThat(fill(entry, lease, "old", tag)).isFalse();

        assertAbsent(entry);
    }

    @Test
    void aCommitAfterTheMarkerWasLostStillLeavesAMark() {
        Lease lease = lease(entry);
        OpenWrite write = begin(tag);
        expire(tag);
        commit(write);

        assertThat(fill(entry, lease, "old", tag)).isFalse();
    }

    @Test
    void theMarkLastsForOneLeaseTimeout() {
        commit(begin(tag));
        advance(leaseTimeout().dividedBy(2));
        assertThat(fill(entry, lease(entry), "too early", tag)).isFalse();

        advance(leaseTimeout().dividedBy(2));

        assertThat(fill(entry, lease(entry), "one", tag)).isTrue();
    }

    /** Whose delegate may have committed all the same. */
    @Test
    void afterARollbackATagRefusesWhatWasLoadedBefore() {
        Lease lease = lease(entry);
        rollBack(begin(tag));

        assertThat(fill(entry, lease, "old", tag)).isFalse();

        assertAbsent(entry);
    }

    @Test
    void aRollbackAfterTheMarkerWasLostStillLeavesAMark() {
        Lease lease = lease(entry);
        OpenWrite write = begin(tag);
        expire(tag);
        rollBack(write);

        assertThat(fill(entry, lease, "old", tag)).isFalse();
    }

    @Test
    void theMarkOfARollbackLastsForOneLeaseTimeout() {
        rollBack(begin(tag));
        advance(leaseTimeout().dividedBy(2));
        assertThat(fill(entry, lease(entry), "too early", tag)).isFalse();

        advance(leaseTimeout().dividedBy(2));

        assertThat(fill(entry, lease(entry), "one", tag)).isTrue();
    }

    @Test
    void aWriterThatNeverEndsOnATagIsForgottenAfterItsDeadline() {
        begin(tag);
        advance(deadline());

        assertThat(fill(entry, lease(entry), "one", tag)).isTrue();
    }

    @Test
    void aSecondWriterBeginsOnTheSameMembers() {
        put(entry, "one", tag);
        begin(tag);

        OpenWrite second = begin(tag);

        assertThat(second.keys()).containsExactlyInAnyOrder(tag, entry);
    }

    @Test
    void theMembersStayWhileAnotherWriterOfTheTagIsOpen() {
        put(entry, "one", tag);
        OpenWrite first = begin(tag);
        begin(tag);
        commit(first);

        assertPending(entry);
        assertThat(begin(tag).keys()).containsExactlyInAnyOrder(tag, entry);
    }

    @Test
    void theMembersOutliveAWriterThatNeverEnds() {
        put(entry, "one", tag);
        begin(tag);
        expire(tag);

        assertThat(begin(tag).keys()).containsExactlyInAnyOrder(tag, entry);
    }

    @Test
    void theMembersOutliveTheDeadlineOfAWriter() {
        put(entry, "one", tag);
        begin(tag);
        advance(deadline());

        assertThat(begin(tag).keys()).containsExactlyInAnyOrder(tag, entry);
    }

    @Test
    void aMemberIsListedAsLongAsItsContentLives() {
        put(entry, "one", tag);
        advance(timeToLive().minus(leaseTimeout()));

        assertValue(entry, "one");
        assertThat(begin(tag).keys()).containsExactlyInAnyOrder(tag, entry);
    }

    @Test
    void aFullTagRefusesAndTheLeaseIsGivenBack() {
        fillUpTag();

        assertThat(fill(entry, lease(entry), "one too many", tag)).isFalse();

        assertAbsent(entry);
    }

    @Test
    void aFullTagTakesItsOwnMembersAgain() {
        fillUpTag();
        var member = keys.key(ENTRY, "member 0");
        expire(member);

        assertThat(fill(member, lease(member), "again", tag)).isTrue();
    }

    @Test
    void expiredMembersMakeRoomInAFullTag() {
        fillUpTag();
        advance(timeToLive().plus(leaseTimeout()));

        assertThat(fill(entry, lease(entry), "one", tag)).isTrue();
    }

    @Test
    void anEntryOfSeveralTagsIsRemovedByEach() {
        put(entry, "one", tag, otherTag);
        commit(begin(tag));
        assertAbsent(entry);
        put(entry, "two", otherTag);
        commit(begin(otherTag));

        assertAbsent(entry);
    }

    @Test
    void anEntryNamedBesideItsTagIsWrittenOnce() {
        put(entry, "one", tag);

        OpenWrite write = begin(tag, entry);

        assertThat(write.keys()).containsExactlyInAnyOrder(tag, entry);
        commit(write);
        assertAbsent(entry);
    }

    @Test
    void clearLeavesATagPending() {
        begin(tag);

        backend().clear();

        assertThat(fill(entry, lease(entry), "old", tag)).isFalse();
    }

    @Test
    void clearLeavesTheMarkOfATag() {
        commit(begin(tag));

        backend().clear();

        assertThat(fill(entry, lease(entry), "old", tag)).isFalse();
    }

    @Test
    void aCommittedRemovalDeletesAMemberThatAppearedAfterItsMarkerWasLost() {
        OpenWrite write = begin(tag);
        expire(tag);
        put(entry, "old", tag);

        commit(write);

        assertAbsent(entry);
    }
}
