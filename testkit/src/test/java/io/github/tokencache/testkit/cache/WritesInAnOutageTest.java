package io.github.tokencache.testkit.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.tokencache.CacheWriteException;
import io.github.tokencache.FaultAction;
import io.github.tokencache.FaultPolicy;
import io.github.tokencache.TransactionBoundary;
import io.github.tokencache.WriteKind;
import io.github.tokencache.testkit.FailingBackend.Effect;
import io.github.tokencache.testkit.FailingBackend.Operation;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each action, in and outside a transaction, where the begin fails, the end fails, or both. */
class WritesInAnOutageTest extends Outage {
    private static final Duration LONGEST = Duration.ofSeconds(70);

    /** What fails. */
    private enum Broken {
        BEGIN,
        END,
        BOTH
    }

    private void breakLine(Broken broken) {
        if (broken != Broken.END) {
            backend.fail(Operation.BEGIN, Effect.NONE);
        }
        if (broken != Broken.BEGIN) {
            backend.fail(Operation.END, Effect.NONE);
        }
    }

    /** The old value is in the cache of both nodes. */
    private void warm() {
        readHere();
        loads = 0;
    }

    private void assertNewEverywhereOnceItIsBack() {
        assertThat(readHere()).isEqualTo("new");
        bringBack();
        assertThat(readHere()).isEqualTo("new");
        assertThat(readThere()).isEqualTo("new");
        assertThat(node.health().away()).isFalse();
        clock.advance(Duration.ofSeconds(10));
        readHere();
        loads = 0;
        assertThat(readHere()).isEqualTo("new");
        assertThat(loads).isZero();
    }

    // --- without a transaction

    @ParameterizedTest
    @EnumSource(names = {"BEGIN", "BOTH"})
    void failLeavesTheRowAsItIs(Broken broken) {
        node = node(FaultAction.FAIL);
        warm();
        breakLine(broken);
        CacheWriteException refused = catchThrowableOfType(CacheWriteException.class, () -> change("new"));
        assertThat(refused.changed()).isFalse();
        assertThat(refused.staleFor()).isZero();
        assertThat(refused.kind()).isEqualTo(KIND);
        assertThat(row).isEqualTo(new Row("old", null));
        bringBack();
        assertThat(readHere()).isEqualTo("old");
        assertThat(loads).isZero();
    }

    @Test
    void failSaysSoWhenOnlyTheEndFails() {
        node = node(FaultAction.FAIL);
        warm();
        breakLine(Broken.END);
        CacheWriteException unconfirmed = catchThrowableOfType(CacheWriteException.class, () -> change("new"));
        assertThat(unconfirmed.changed()).isTrue();
        assertThat(unconfirmed.staleFor()).isEqualTo(LONGEST);
        assertNewEverywhereOnceItIsBack();
    }

    @ParameterizedTest
    @EnumSource
    void deferGoesOn(Broken broken) {
        node = node(FaultAction.DEFER);
        warm();
        breakLine(broken);
        change("new");
        assertThat(heard).containsExactly("away", "deferred test-write");
        assertNewEverywhereOnceItIsBack();
    }

    @ParameterizedTest
    @EnumSource
    void waitOutGoesOnAndReturnsWhenNobodyCanServeTheOldValue(Broken broken) {
        node = node(FaultAction.WAIT_OUT);
        warm();
        breakLine(broken);
        long start = clock.nanoTime();
        change("new");
        assertThat(Duration.ofNanos(clock.nanoTime() - start)).isEqualTo(LONGEST);
        assertThat(heard).contains("waited PT1M10S for test-write");
        assertThat(readThere()).isEqualTo("new");
        assertNewEverywhereOnceItIsBack();
    }

    @Test
    void aWaitEndsWhenTheEvictionIsMadeUpFor() {
        node = node(FaultAction.WAIT_OUT);
        warm();
        backend.failNth(Operation.BEGIN, Effect.NONE, 1);
        long start = clock.nanoTime();
        change("new");
        assertThat(Duration.ofNanos(clock.nanoTime() - start)).isEqualTo(Duration.ofSeconds(1));
        assertThat(readThere()).isEqualTo("new");
        assertThat(heard)
                .containsExactly("away", "deferred test-write", "replayed 1", "back", "waited PT1S for test-write");
    }

    @Test
    void aWaitThatIsInterruptedSaysForHowLong() {
        node = node(FaultAction.WAIT_OUT);
        breakLine(Broken.BOTH);
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> change("new"))
                .isInstanceOfSatisfying(CacheWriteException.class, e -> {
                    assertThat(e.changed()).isTrue();
                    assertThat(e.staleFor()).isEqualTo(LONGEST);
                })
                .hasMessage(
                        "The change is made, but the wait for the cache 'backend with faults' after 'test-write' was "
                                + "interrupted; an old value may be served for at most PT1M10S");
        assertThat(Thread.interrupted()).isTrue();
        assertThat(row).isEqualTo(new Row("new", null));
    }

    @Test
    void aDeferredMutationThatThrowsMayHaveChangedTheRow() {
        warm();
        breakLine(Broken.BEGIN);
        RuntimeException lost = new IllegalStateException("connection lost");
        assertThatThrownBy(() -> node.write(KIND, Set.of(name), () -> {
                    row = new Row("new", null);
                    throw lost;
                }))
                .isSameAs(lost);
        assertThat(readHere()).isEqualTo("new");
        bringBack();
        assertThat(readHere()).isEqualTo("new");
        assertThat(node.health().away()).isFalse();
        // As a write that began and whose outcome is unknown: pending until its deadline.
        assertThat(readThere()).isEqualTo("new");
        loads = 0;
        readThere();
        assertThat(loads).isEqualTo(1);
        clock.advance(Duration.ofSeconds(60));
        readThere();
        readThere();
        assertThat(loads).isEqualTo(2);
    }

    // --- in a transaction

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

    // --- clearing

    @Test
    void aClearThatTheBackendDoesNotTakeFails() {
        warm();
        takeAway();
        assertThatThrownBy(node::clear).isInstanceOfSatisfying(CacheWriteException.class, e -> assertThat(e.kind())
                .isEqualTo(WriteKind.EVICT));
        assertThat(node.health().away()).isTrue();
    }

    @Test
    void aClearCanBeDeferred() {
        node = node(FaultPolicy.defaults().with(WriteKind.EVICT, FaultAction.DEFER));
        warm();
        takeAway();
        row = new Row("new", null);
        node.clear();
        assertThat(node.health().owesClear()).isTrue();
        assertNewEverywhereOnceItIsBack();
    }

    @Test
    void aClearIsOwedAfterTheCommit() {
        warm();
        transactions.begin();
        row = new Row("new", null);
        node.clear();
        readThere();
        takeAway();
        assertThatThrownBy(transactions::commit)
                .isInstanceOfSatisfying(
                        CacheWriteException.class, e -> assertThat(e.changed()).isTrue());
        assertNewEverywhereOnceItIsBack();
    }
}
