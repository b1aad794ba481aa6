package io.github.tokencache.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tokencache.Cell;
import io.github.tokencache.Ending;
import io.github.tokencache.Fill;
import io.github.tokencache.Lease;
import io.github.tokencache.OpenWrite;
import io.github.tokencache.Writer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Beginning and ending writes. */
abstract class WriteContract extends LeaseContract {
    WriteContract() {}

    @Test
    void beginMakesACellPendingWhateverItHolds() {
        put(entry, "one");
        lease(alias);

        OpenWrite write = begin(entry, alias, otherEntry);

        assertThat(write.keys()).containsExactlyInAnyOrder(entry, alias, otherEntry);
        assertPending(entry);
        assertPending(alias);
        assertPending(otherEntry);
    }

    @Test
    void aPendingCellIsNotLeased() {
        begin(entry);

        assertThat(backend().read(entry, this::newLease)).isEqualTo(new Cell.Pending<String>());
    }

    @Test
    void aPendingCellIsNotFilled() {
        Lease lease = lease(entry);
        begin(entry);

        assertThat(fill(entry, lease, "old")).isFalse();

        assertPending(entry);
    }

    @Test
    void aLeaseFromBeforeTheWriteDoesNotFillAfterIt() {
        Lease lease = lease(entry);
        commit(begin(entry));

        assertThat(fill(entry, lease, "old")).isFalse();

        assertAbsent(entry);
    }

    @Test
    void aLeaseGivenBackDoesNotEndAWrite() {
        Lease lease = lease(entry);
        begin(entry);

        backend().fill(entry, lease, Fill.nothing());

        assertPending(entry);
    }

    @Test
    void aCommittedWriteLeavesNothing() {
        put(entry, "one");

        commit(begin(entry, alias));

        assertAbsent(entry);
        assertAbsent(alias);
    }

    @Test
    void aRolledBackWriteLeavesNothing() {
        put(entry, "one");

        rollBack(begin(entry, alias));

        assertAbsent(entry);
        assertAbsent(alias);
    }

    @Test
    void aCellStaysPendingUntilItsLastWriterEnds() {
        OpenWrite first = begin(entry);
        OpenWrite second = begin(entry);

        commit(first);
        assertPending(entry);
        rollBack(second);
        assertAbsent(entry);
    }

    @Test
    void aCellStaysPendingAfterARollbackWhileAnotherWriterIsOpen() {
        OpenWrite first = begin(entry);
        OpenWrite second = begin(entry);

        rollBack(first);
        assertPending(entry);
        commit(second);
        assertAbsent(entry);
    }

    @Test
    void endingTwiceEndsNoOtherWrite() {
        OpenWrite first = begin(entry, tag);
        begin(entry, tag);

        commit(first);
        commit(first);
        rollBack(first);

        assertPending(entry);
    }

    @Test
    void aCommittedWriteDeletesAValueThatAppearedAfterItsMarkerWasLost() {
        OpenWrite write = begin(entry);
        expire(entry);
        put(entry, "old");

        commit(write);

        assertAbsent(entry);
    }

    @Test
    void aCommittedWriteDeletesALeaseThatAppearedAfterItsMarkerWasLost() {
        OpenWrite write = begin(entry);
        expire(entry);
        Lease lease = lease(entry);

        commit(write);

        assertThat(fill(entry, lease, "old")).isFalse();
        assertAbsent(entry);
    }

    @Test
    void aRolledBackWriteLeavesAValueThatAppearedAfterItsMarkerWasLost() {
        OpenWrite write = begin(entry);
        expire(entry);
        put(entry, "one");

        rollBack(write);

        assertValue(entry, "one");
    }

    @Test
    void aRolledBackWriteLeavesALeaseThatAppearedAfterItsMarkerWasLost() {
        OpenWrite write = begin(entry);
        expire(entry);
        Lease lease = lease(entry);

        rollBack(write);

        assertThat(fill(entry, lease, "one")).isTrue();
    }

    @Test
    void aWriteWhoseMarkerWasLostEndsNoOtherWrite() {
        OpenWrite first = begin(entry);
        expire(entry);
        begin(entry);

        commit(first);

        assertPending(entry);
    }

    @Test
    void aWriterThatNeverEndsIsForgottenAfterItsDeadline() {
        begin(entry);

        advance(leaseTimeout());
        assertPending(entry);
        advance(deadline().minus(leaseTimeout()));
        assertAbsent(entry);
    }

    @Test
    void eachWriterHasItsOwnDeadline() {
        begin(entry);
        advance(deadline().minus(leaseTimeout()));
        OpenWrite second = begin(entry);

        advance(leaseTimeout());
        assertPending(entry);
        commit(second);
        assertAbsent(entry);
    }

    @Test
    void aLaterShortWriteDoesNotShortenALongOne() {
        begin(entry);
        backend().begin(List.of(entry), new Writer(newWriter().id(), leaseTimeout(), leaseTimeout()));

        advance(leaseTimeout().multipliedBy(2));

        assertPending(entry);
    }

    @Test
    void beginningAgainRenewsTheDeadline() {
        Writer writer = newWriter();
        backend().begin(List.of(entry), writer);
        advance(deadline().minus(leaseTimeout()));

        backend().begin(List.of(entry), writer);

        advance(deadline().minus(leaseTimeout()));
        assertPending(entry);
        advance(leaseTimeout());
        assertAbsent(entry);
    }

    @Test
    void beginningAgainIsEndedOnce() {
        Writer writer = newWriter();
        backend().begin(List.of(entry), writer);
        OpenWrite write = backend().begin(List.of(entry, alias), writer);

        commit(write);

        assertAbsent(entry);
        assertAbsent(alias);
    }

    @Test
    void beginningAgainKillsALeaseThatAppearedAfterTheMarkerWasLost() {
        Writer writer = newWriter();
        backend().begin(List.of(entry), writer);
        expire(entry);
        Lease lease = lease(entry);

        backend().begin(List.of(entry), writer);

        assertThat(fill(entry, lease, "old")).isFalse();
        assertPending(entry);
    }

    @Test
    void aWriteOfNothingIsAccepted() {
        OpenWrite write = backend().begin(List.of(), newWriter());

        backend().end(write, new Ending.Committed<>(Map.of()));

        assertThat(write.keys()).isEmpty();
    }

    @Test
    void clearDropsContentsAndLeases() {
        put(entry, "one");
        Lease lease = lease(otherEntry);

        backend().clear();

        assertAbsent(entry);
        assertAbsent(otherEntry);
        assertThat(fill(otherEntry, lease, "old")).isFalse();
    }

    @Test
    void clearLeavesOpenWritesPending() {
        OpenWrite write = begin(entry);

        backend().clear();

        assertPending(entry);
        commit(write);
        assertAbsent(entry);
    }

    @Test
    void whatIsFilledAfterAClearStays() {
        backend().clear();
        put(entry, "one", tag);

        assertValue(entry, "one");
        assertThat(begin(tag).keys()).contains(entry);
    }
}
