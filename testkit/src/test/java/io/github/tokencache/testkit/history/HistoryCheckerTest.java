package io.github.tokencache.testkit.history;

import static io.github.tokencache.testkit.history.Action.REMOVE;
import static io.github.tokencache.testkit.history.Action.REMOVE_BY_TAG;
import static io.github.tokencache.testkit.history.Action.STORE;
import static io.github.tokencache.testkit.history.HistoryEvent.read;
import static io.github.tokencache.testkit.history.HistoryEvent.write;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Histories written by hand: for each promise one that breaks it and its neighbours that do not. */
class HistoryCheckerTest {
    private static final HistoryEvent STORED = write("w1", STORE, 7, 1, 0, 10);
    private static final HistoryEvent REMOVED = write("w1", REMOVE, 7, 2, 20, 30);
    private static final HistoryEvent REPLACED = write("w1", STORE, 7, 2, 20, 30);

    @Test
    void readThatStartsAfterARemovalReturnedMayNotYieldIt() {
        HistoryEvent late = read("w2", 7, 1, 31, 40);
        assertThat(check(STORED, REMOVED, late).violations())
                .containsExactly(new Violation(Promise.REVOKED_MEANS_REVOKED, late, STORED, REMOVED));
    }

    @Test
    void readThatStartsAfterAReplacementReturnedMayNotYieldTheOld() {
        HistoryEvent late = read("w2", 7, 1, 31, 40);
        assertThat(check(STORED, REPLACED, late).violations())
                .containsExactly(new Violation(Promise.REVOKED_MEANS_REVOKED, late, STORED, REPLACED));
        assertHolds(STORED, REPLACED, read("w2", 7, 2, 31, 40));
    }

    @Test
    void readThatRunsBesideAWriteMayYieldEither() {
        assertHolds(STORED, REPLACED, read("w2", 7, 1, 29, 90), read("w3", 7, 2, 25, 30));
        assertHolds(STORED, REPLACED, read("w2", 7, 1, 30, 31));
        assertHolds(STORED, REMOVED, read("w2", 7, 1, 30, 31), read("w3", 7, 0, 20, 31));
    }

    @Test
    void whatIsStoredAgainAfterARemovalMayBeRead() {
        assertHolds(STORED, REMOVED, write("w3", STORE, 7, 3, 40, 50), read("w2", 7, 3, 45, 46));
    }

    @Test
    void itemsDoNotConcernEachOther() {
        assertHolds(STORED, REMOVED, write("w1", STORE, 8, 9, 0, 10), read("w2", 8, 9, 31, 40));
    }

    @Test
    void orderOfTheDatabaseDecidesAndNotTheOrderOfTheEnds() {
        HistoryEvent slow = write("w1", STORE, 7, 1, 0, 100);
        HistoryEvent quick = write("w2", STORE, 7, 2, 10, 20);
        assertHolds(slow, quick, read("w3", 7, 2, 101, 102));
        HistoryEvent old = read("w3", 7, 1, 21, 22);
        assertThat(check(slow, quick, old).violations())
                .containsExactly(new Violation(Promise.REVOKED_MEANS_REVOKED, old, slow, quick));
    }

    @Test
    void afterAReadOfTheNewNobodyYieldsTheOld() {
        HistoryEvent running = write("w1", STORE, 7, 2, 20, 90);
        HistoryEvent saw = read("w2", 7, 2, 40, 41);
        HistoryEvent old = read("w3", 7, 1, 42, 43);
        assertThat(check(STORED, running, saw, old).violations())
                .containsExactly(new Violation(Promise.MONOTONE, old, STORED, saw));
        assertHolds(STORED, running, saw, read("w3", 7, 1, 41, 43));
    }

    @Test
    void afterAReadOfNothingNobodyYieldsWhatWasThere() {
        HistoryEvent running = write("w1", REMOVE, 7, 2, 20, 90);
        HistoryEvent saw = read("w2", 7, 0, 40, 41);
        HistoryEvent old = read("w3", 7, 1, 42, 43);
        assertThat(check(STORED, running, saw, old).violations())
                .containsExactly(new Violation(Promise.MONOTONE, old, STORED, saw));
    }

    @Test
    void readOfNothingTellsNothingOfAStoreThatMayHaveComeAfterIt() {
        HistoryEvent storing = write("w1", STORE, 7, 1, 0, 90);
        assertHolds(storing, read("w2", 7, 0, 40, 41), read("w3", 7, 1, 42, 43));
    }

    @Test
    void readOfNothingIsComparedWithWhatAnotherReadSawBefore() {
        HistoryEvent storing = write("w1", STORE, 7, 1, 0, 90);
        HistoryEvent removing = write("w2", REMOVE, 7, 2, 5, 90);
        HistoryEvent saw = read("w3", 7, 1, 10, 11);
        HistoryEvent none = read("w3", 7, 0, 12, 13);
        HistoryEvent old = read("w4", 7, 1, 14, 15);
        assertThat(check(storing, removing, saw, none, old).violations())
                .containsExactly(new Violation(Promise.MONOTONE, old, storing, none));
    }

    @Test
    void whatWasRolledBackMayNotBeRead() {
        HistoryEvent rolledBack = write("w1", STORE, 7, 2, 20, 30).with(Outcome.UNDONE);
        HistoryEvent dirty = read("w2", 7, 2, 25, 26);
        assertThat(check(STORED, rolledBack, dirty).violations())
                .containsExactly(new Violation(Promise.NOTHING_UNCOMMITTED, dirty, rolledBack, null));
        assertHolds(STORED, rolledBack, read("w2", 7, 1, 31, 40));
    }

    @Test
    void whatIsNotCommittedYetMayNotBeRead() {
        HistoryEvent committed = REPLACED.visibleFrom(28);
        HistoryEvent dirty = read("w2", 7, 2, 25, 27);
        assertThat(check(STORED, committed, dirty).violations())
                .containsExactly(new Violation(Promise.NOTHING_UNCOMMITTED, dirty, committed, null));
        assertHolds(STORED, committed, read("w2", 7, 2, 25, 28));
    }

    @Test
    void whatNobodyStoredMayNotBeRead() {
        HistoryEvent phantom = read("w2", 7, 99, 25, 27);
        assertThat(check(STORED, phantom).violations())
                .containsExactly(new Violation(Promise.NOTHING_UNCOMMITTED, phantom, null, null));
    }

    @Test
    void writeOfUnknownOutcomeCountsFromTheReadThatSawIt() {
        HistoryEvent killed = REPLACED.with(Outcome.UNKNOWN);
        assertHolds(STORED, killed, read("w2", 7, 1, 31, 40));
        HistoryEvent saw = read("w2", 7, 2, 31, 40);
        HistoryEvent old = read("w3", 7, 1, 41, 42);
        assertThat(check(STORED, killed, saw, old).violations())
                .containsExactly(new Violation(Promise.MONOTONE, old, STORED, saw));
    }

    @Test
    void removalOfUnknownOutcomeExplainsAnAbsenceAlsoWhereItsOrderIsUnknown() {
        HistoryEvent killed = new HistoryEvent("w1", REMOVE, 7, 2, 0, 20, 20, HistoryEvent.NEVER, Outcome.UNKNOWN, 0);
        HistoryEvent none = read("w2", 7, 0, 40, 41);
        HistoryEvent old = read("w3", 7, 1, 42, 43);
        assertHolds(STORED, killed, none);
        assertThat(check(STORED, killed, none, old).breaches()).isEqualTo(Map.of(Promise.MONOTONE, 1L));
    }

    @Test
    void whatIsStoredAndNotRemovedIsFound() {
        HistoryEvent none = read("w2", 7, 0, 11, 12);
        assertThat(check(STORED, none).violations())
                .containsExactly(new Violation(Promise.NOTHING_LOST, none, STORED, STORED));
        assertThat(check(STORED, REMOVED, none).breaches()).isEqualTo(Map.of(Promise.NOTHING_LOST, 1L));
        assertThat(check(STORED, REMOVED.with(Outcome.UNDONE), read("w2", 7, 0, 31, 32))
                        .breaches())
                .isEqualTo(Map.of(Promise.NOTHING_LOST, 1L));
        assertHolds(STORED, read("w2", 7, 0, 10, 12));
    }

    @Test
    void removalOfLongAgoDoesNotExplainAnAbsence() {
        HistoryEvent again = write("w1", STORE, 7, 3, 40, 50);
        HistoryEvent none = read("w2", 7, 0, 51, 52);
        assertThat(check(STORED, REMOVED, again, none).violations())
                .containsExactly(new Violation(Promise.NOTHING_LOST, none, again, again));
    }

    @Test
    void writeThatIsStaleForAWhileIsAnExceptionUntilThen() {
        HistoryEvent deferred = REMOVED.staleFor(100);
        HistoryReport within = check(STORED, deferred, read("w2", 7, 1, 50, 51), read("w2", 7, 1, 130, 131));
        assertThat(within.violations()).isEmpty();
        assertThat(within.exceptions()).isEqualTo(2);
        assertThat(within.longestException()).isEqualTo(Duration.ofNanos(100));
        HistoryEvent late = read("w2", 7, 1, 131, 132);
        assertThat(check(STORED, deferred, late).violations())
                .containsExactly(new Violation(Promise.REVOKED_MEANS_REVOKED, late, STORED, deferred));
    }

    @Test
    void whatOthersSawOfAStaleWriteIsAnExceptionUntilThen() {
        HistoryEvent deferred = REMOVED.staleFor(100);
        HistoryEvent none = read("w2", 7, 0, 32, 33);
        HistoryReport report = check(STORED, deferred, none, read("w3", 7, 1, 40, 41));
        assertThat(report.violations()).isEmpty();
        assertThat(report.exceptions()).isEqualTo(1);
        assertThat(check(STORED, deferred, none, read("w3", 7, 1, 131, 132)).violations())
                .hasSize(1);
    }

    @Test
    void staleWriteIsNotFinalBeforeItHasEnded() {
        HistoryEvent open = REPLACED.staleFor(100).with(Outcome.UNKNOWN);
        HistoryEvent seen = read("w2", 7, 2, 32, 33);
        HistoryReport report = check(STORED, open, seen, read("w3", 7, 1, 5_000, 5_001));
        assertThat(report.violations()).isEmpty();
        assertThat(report.exceptions()).isEqualTo(1);
        assertThat(check(STORED, open.staleFor(0), seen, read("w3", 7, 1, 34, 35))
                        .breaches())
                .isEqualTo(Map.of(Promise.MONOTONE, 1L));
    }

    @Test
    void finalWriteAfterAStaleOneEndsWhatIsDocumented() {
        HistoryEvent deferred = REPLACED.staleFor(1_000);
        HistoryEvent removed = write("w3", REMOVE, 7, 3, 40, 50);
        HistoryEvent old = read("w2", 7, 1, 51, 52);
        assertThat(check(STORED, deferred, removed, old).violations())
                .containsExactly(new Violation(Promise.REVOKED_MEANS_REVOKED, old, STORED, removed));
    }

    @Test
    void removalByTagInheritsTheTimeOfAStaleWriteBeforeIt() {
        HistoryEvent deferred = REPLACED.staleFor(1_000);
        HistoryEvent removed = write("w3", REMOVE_BY_TAG, 7, 3, 40, 50);
        assertThat(check(STORED, deferred, removed, read("w2", 7, 1, 51, 52)).exceptions())
                .isEqualTo(1);
        HistoryEvent late = read("w2", 7, 1, 1_031, 1_032);
        assertThat(check(STORED, deferred, removed, late).breaches())
                .isEqualTo(Map.of(Promise.REVOKED_MEANS_REVOKED, 1L));
        HistoryEvent beforeIt = write("w3", REMOVE_BY_TAG, 7, 2, 12, 15);
        HistoryEvent later = write("w1", STORE, 7, 3, 20, 30).staleFor(1_000);
        assertThat(check(STORED, beforeIt, later, read("w2", 7, 1, 51, 52)).breaches())
                .isEqualTo(Map.of(Promise.REVOKED_MEANS_REVOKED, 1L));
    }

    @Test
    void writeInAWindowOfLossIsAnExceptionUntilItsBound() {
        LossWindow window = new LossWindow(25, 60, 100, "killed");
        HistoryChecker checker = new HistoryChecker(List.of(window));
        HistoryReport within = checker.check(List.of(STORED, REMOVED, read("w2", 7, 1, 160, 161)));
        assertThat(within.violations()).isEmpty();
        assertThat(within.exceptions()).isEqualTo(1);
        assertThat(within.longestException()).isEqualTo(Duration.ofNanos(130));
        assertThat(checker.check(List.of(STORED, REMOVED, read("w2", 7, 1, 161, 162)))
                        .violations())
                .hasSize(1);
    }

    @Test
    void writeThatReturnedBeforeAWindowOfLossIsFinal() {
        HistoryChecker checker = new HistoryChecker(List.of(new LossWindow(31, 60, 100, "killed")));
        assertThat(checker.check(List.of(STORED, REMOVED, read("w2", 7, 1, 70, 71)))
                        .violations())
                .hasSize(1);
    }

    @Test
    void writeThatStartsAfterAWindowOfLossIsFinal() {
        HistoryChecker checker = new HistoryChecker(List.of(new LossWindow(11, 19, 100, "killed")));
        assertThat(checker.check(List.of(STORED, REMOVED, read("w2", 7, 1, 31, 32)))
                        .violations())
                .hasSize(1);
    }

    @Test
    void writeThatNeverReturnedIsInEveryWindowAfterItsStart() {
        HistoryChecker checker = new HistoryChecker(List.of(new LossWindow(31, 60, 100, "killed")));
        List<HistoryEvent> events =
                List.of(STORED, REPLACED.with(Outcome.UNKNOWN), read("w2", 7, 2, 31, 40), read("w3", 7, 1, 50, 51));
        assertThat(checker.check(events).violations()).isEmpty();
        assertThat(checker.check(events).exceptions()).isEqualTo(1);
    }

    @Test
    void answerDoesNotDependOnTheOrderOfTheEvents() {
        List<HistoryEvent> events = new ArrayList<>(
                List.of(STORED, REMOVED, read("w2", 7, 1, 31, 40), read("w3", 7, 0, 32, 33), read("w4", 7, 1, 34, 35)));
        HistoryReport report = new HistoryChecker(List.of()).check(events);
        Collections.reverse(events);
        assertThat(new HistoryChecker(List.of()).check(events)).isEqualTo(report);
        assertThat(report.reads()).isEqualTo(3);
        assertThat(report.breaches()).isEqualTo(Map.of(Promise.REVOKED_MEANS_REVOKED, 2L));
    }

    @Test
    void excerptShowsTheEventsThatMatterInOrderOfTime() {
        HistoryEvent late = read("w2", 7, 1, 31_000_000, 40_000_000);
        HistoryEvent stored = write("w1", STORE, 7, 1, 1_000_000, 2_000_000);
        HistoryEvent removed = write("w3", REMOVE, 7, 2, 20_000_000, 30_000_000);
        Violation violation = check(late, removed, stored).violations().get(0);
        assertThat(violation.nanos()).isEqualTo(30_000_000);
        assertThat(violation.excerpt().lines())
                .containsExactly(
                        "item 7: a read that started after a write had returned yields what that write had ended",
                        "       0.000 ms to 1.000 ms: w1 STORE version 1 (order 1): DONE",
                        "      19.000 ms to 29.000 ms: w3 REMOVE version 2 (order 2): DONE",
                        "      30.000 ms to 39.000 ms: w2 READ version 1 (order 0): SEEN");
    }

    private static void assertHolds(HistoryEvent... events) {
        HistoryReport report = check(events);
        assertThat(report.violations()).isEmpty();
        assertThat(report.exceptions()).isZero();
    }

    private static HistoryReport check(HistoryEvent... events) {
        return new HistoryChecker(List.of()).check(List.of(events));
    }
}
