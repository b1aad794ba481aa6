package io.github.tokencache.testkit.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tokencache.CacheWriteException;
import io.github.tokencache.FaultAction;
import io.github.tokencache.TransactionBoundary;
import io.github.tokencache.WriteKind;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each action in a transaction, where the begin fails, the end fails, or both. */
class TransactionsInAnOutageTest extends Outage {
    @Test
    void failInATransactionLeavesTheRowAsItIs() {
        node = node(FaultAction.FAIL);
        warm();
        breakLine(Broken.BOTH);
        transactions.begin();
        assertThatThrownBy(() -> change("new")).isInstanceOf(CacheWriteException.class);
        assertThat(row).isEqualTo(new Row("old", null));
        transactions.rollback();
        bringBack();
        assertThat(readHere()).isEqualTo("old");
    }

    @Test
    void failRollsBackWhatCannotBeRenewed() {
        node = node(FaultAction.FAIL);
        transactions.begin();
        change("new");
        breakLine(Broken.BEGIN);
        assertThatThrownBy(transactions::commit)
                .isInstanceOfSatisfying(
                        CacheWriteException.class, e -> assertThat(e.changed()).isFalse());
    }

    @Test
    void failSaysAfterTheCommitThatOnlyTheEndFailed() {
        node = node(FaultAction.FAIL);
        warm();
        transactions.begin();
        change("new");
        breakLine(Broken.END);
        assertThatThrownBy(transactions::commit).isInstanceOfSatisfying(CacheWriteException.class, e -> {
            assertThat(e.changed()).isTrue();
            assertThat(e.staleFor()).isEqualTo(LONGEST);
        });
        assertNewEverywhereOnceItIsBack();
    }

    @ParameterizedTest
    @EnumSource
    void deferredFromTheStartATransactionCommits(Broken broken) {
        warm();
        breakLine(broken);
        transactions.begin();
        change("new");
        transactions.commit();
        assertThat(heard).containsExactly("away", "deferred test-write");
        assertNewEverywhereOnceItIsBack();
    }

    @ParameterizedTest
    @EnumSource
    void deferredAtItsEndATransactionCommits(Broken broken) {
        warm();
        transactions.begin();
        change("new");
        breakLine(broken);
        transactions.commit();
        assertNewEverywhereOnceItIsBack();
    }

    @Test
    void whatIsBackBeforeTheCommitIsBegunThenAndEndedAsAnyOther() {
        warm();
        breakLine(Broken.BOTH);
        transactions.begin();
        change("new");
        bringBack();
        transactions.commit();
        assertThat(heard).containsExactly("away", "back");
        assertThat(readThere()).isEqualTo("new");
        readThere();
        assertThat(loads).isEqualTo(1);
    }

    @Test
    void whileATransactionIsOpenItsNamesAreBegunLateAndNobodyServesTheOldValue() {
        warm();
        breakLine(Broken.BOTH);
        transactions.begin();
        change("new");
        bringBack();
        transactions.state = TransactionBoundary.State.NONE;
        assertThat(node.recover()).isTrue();
        loads = 0;
        readThere();
        readThere();
        assertThat(loads).isEqualTo(2);
        transactions.state = TransactionBoundary.State.REPORTED;
        transactions.commit();
        assertThat(readThere()).isEqualTo("new");
        readThere();
        assertThat(loads).isEqualTo(3);
    }

    @Test
    void whatWasBegunLateIsOwedAgainWhenItsTransactionCannotRenewIt() {
        warm();
        breakLine(Broken.BOTH);
        transactions.begin();
        change("new");
        bringBack();
        assertThat(node.recover()).isTrue();
        breakLine(Broken.BOTH);
        transactions.commit();
        assertNewEverywhereOnceItIsBack();
    }

    @ParameterizedTest
    @EnumSource
    void aRollbackLeavesNothingToServeButTheRow(Broken broken) {
        warm();
        breakLine(broken);
        transactions.begin();
        change("new");
        row = new Row("old", null);
        transactions.rollback();
        assertThat(readHere()).isEqualTo("old");
        bringBack();
        assertThat(readHere()).isEqualTo("old");
        assertThat(node.health().away()).isFalse();
    }

    @Test
    void whatADelegateCommittedByItselfIsEvictedAfterARollbackToo() {
        warm();
        breakLine(Broken.BEGIN);
        transactions.begin();
        change("new");
        transactions.rollback();
        assertNewEverywhereOnceItIsBack();
    }

    @Test
    void waitOutWaitsAfterTheCommit() {
        node = node(FaultAction.WAIT_OUT);
        warm();
        breakLine(Broken.BOTH);
        transactions.begin();
        long start = clock.nanoTime();
        change("new");
        assertThat(clock.nanoTime()).isEqualTo(start);
        transactions.commit();
        assertThat(Duration.ofNanos(clock.nanoTime() - start)).isEqualTo(LONGEST);
        assertNewEverywhereOnceItIsBack();
    }

    @Test
    void theStrictestWriteOfATransactionDecides() {
        WriteKind strict = new WriteKind("strict", FaultAction.FAIL);
        node.write(KIND, Set.of(name), () -> true);
        transactions.begin();
        change("new");
        node.write(strict, Set.of(named("2")), () -> true);
        change("newer");
        breakLine(Broken.BEGIN);
        assertThatThrownBy(transactions::commit)
                .isInstanceOfSatisfying(
                        CacheWriteException.class, e -> assertThat(e.kind()).isEqualTo(strict));
    }

    @Test
    void whatIsNotReportedIsPendingUntilItsDeadlineOnceTheBackendIsBack() {
        warm();
        breakLine(Broken.BEGIN);
        transactions.state = TransactionBoundary.State.UNREPORTED;
        change("new");
        transactions.state = TransactionBoundary.State.NONE;
        bringBack();
        assertThat(readHere()).isEqualTo("new");
        loads = 0;
        readHere();
        readThere();
        assertThat(loads).isEqualTo(2);
        clock.advance(Duration.ofSeconds(60));
        readHere();
        readHere();
        assertThat(loads).isEqualTo(3);
    }

    @Test
    void nothingWaitsForATransactionThatIsNotReported() {
        node = node(FaultAction.WAIT_OUT);
        breakLine(Broken.BEGIN);
        transactions.state = TransactionBoundary.State.UNREPORTED;
        assertThatThrownBy(() -> change("new"))
                .isInstanceOfSatisfying(
                        CacheWriteException.class, e -> assertThat(e.changed()).isFalse());
        assertThat(row).isEqualTo(new Row("old", null));
    }

    @Test
    void aCommitThatIsAnnouncedOnceMoreIsPendingUntilItsDeadline() {
        warm();
        transactions.begin();
        change("new");
        breakLine(Broken.END);
        transactions.commit();
        backend.heal();
        transactions.announceAgain();
        assertThat(node.recover()).isTrue();
        loads = 0;
        readThere();
        readThere();
        assertThat(loads).isEqualTo(2);
    }

    @Test
    void aDeferredCommitThatIsAnnouncedOnceMoreIsPendingUntilItsDeadline() {
        warm();
        breakLine(Broken.BOTH);
        transactions.begin();
        change("new");
        transactions.commit();
        backend.heal();
        assertThat(node.recover()).isTrue();
        transactions.announceAgain();
        loads = 0;
        readThere();
        readThere();
        assertThat(loads).isEqualTo(2);
    }
}
