package io.github.tokencache.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tokencache.CacheBackend;
import io.github.tokencache.Cell;
import io.github.tokencache.Ending;
import io.github.tokencache.Fill;
import io.github.tokencache.OpenWrite;
import io.github.tokencache.TokenKey;
import io.github.tokencache.testkit.FakeClock;
import io.github.tokencache.testkit.ReferenceBackend;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Two nodes, one row and a revoke, step by step. Each schedule that a naive way gets wrong is run on that way too. The row
 * stands for the store; a reader asks it whenever its cell holds no value.
 */
class TwoLevelSchedulesTest {
    private static final Duration LEASE = Duration.ofSeconds(1);
    private static final TokenKey TOKEN = Names.entry("token");

    private final FakeClock clock = new FakeClock();
    private final MemoryBus bus = new MemoryBus(clock);
    private final ReferenceBackend<String> cells = new ReferenceBackend<>(clock::nanoTime, 100);
    private final SharedStep shared = new SharedStep(cells);
    private final NearNode nodeA = bus.joinLongAgo(LEASE);
    private final NearNode nodeB = bus.joinLongAgo(LEASE);
    private final TwoLevelCacheBackend<String> a = twoLevel(nodeA);
    private final TwoLevelCacheBackend<String> b = twoLevel(nodeB);
    private String row = "live";

    private TwoLevelCacheBackend<String> twoLevel(NearNode node) {
        return new TwoLevelCacheBackend<>(shared, node, 100, clock::nanoTime);
    }

    private String read(CacheBackend<String> node) {
        return Names.see(node, TOKEN) instanceof Cell.Value<String> value ? value.value() : row;
    }

    private void revoke(CacheBackend<String> node) {
        OpenWrite write = Names.begin(node, TOKEN);
        row = "gone";
        Names.commit(node, write);
    }

    private void warm(CacheBackend<String> node) {
        Names.load(node, TOKEN, "live");
        Names.see(node, TOKEN);
    }

    private Duration timeOf(Runnable program) {
        long start = clock.nanoTime();
        program.run();
        return Duration.ofNanos(clock.nanoTime() - start);
    }

    @Test
    void aHitInMemoryAsksNobody() {
        warm(b);
        shared.afterNextRead(() -> {
            throw new AssertionError("the shared backend was asked");
        });
        assertThat(read(b)).isEqualTo("live");
        assertThat(b.statistics().nearHits()).isPositive();
    }

    @Test
    void aHitInMemoryDoesNotLengthenItsLease() {
        warm(b);
        long hits = b.statistics().nearHits();
        bus.pass(LEASE.dividedBy(2));
        read(b);
        bus.pass(LEASE.dividedBy(2));
        read(b);
        assertThat(b.statistics().nearHits()).isEqualTo(hits + 1);
    }

    @Test
    void theLeaseCountsFromTheStartOfTheRead() {
        Names.load(a, TOKEN, "live");
        bus.pass(LEASE);
        shared.afterNextRead(() -> bus.pass(LEASE.minusMillis(1)));
        read(b);
        long hits = b.statistics().nearHits();
        bus.pass(Duration.ofMillis(1));
        read(b);
        assertThat(b.statistics().nearHits()).isEqualTo(hits);
    }

    @Test
    void whenAllAnswerARevokeTakesNoTime() {
        warm(b);
        assertThat(timeOf(() -> revoke(a))).isZero();
        assertThat(read(b)).isEqualTo("gone");
        assertThat(nodeA.statistics().acknowledged()).isEqualTo(1);
    }

    @Test
    void aNodeThatHearsNothingHasRunOutOfItsLeaseWhenTheRevokeReturns() {
        warm(b);
        bus.deafen(nodeB);
        assertThat(timeOf(() -> revoke(a))).isEqualTo(LEASE);
        assertThat(read(b)).isEqualTo("gone");
        assertThat(nodeA.statistics().timedOut()).isEqualTo(1);
    }

    @Test
    void aLostAnswerCostsTheLease() {
        warm(b);
        bus.silence(nodeB);
        assertThat(timeOf(() -> revoke(a))).isEqualTo(LEASE);
        assertThat(read(b)).isEqualTo("gone");
    }

    @Test
    void aWriterThatIsNotHeardWaitsForTheLeaseAndGoesOn() {
        warm(b);
        bus.silence(nodeA);
        assertThat(timeOf(() -> revoke(a))).isEqualTo(LEASE);
        assertThat(read(b)).isEqualTo("gone");
        assertThat(nodeA.statistics().unlisted()).isEqualTo(1);
    }

    @Test
    void whileAWriterWaitsEverybodyReadsTheOldRow() {
        warm(b);
        bus.deafen(nodeB);
        List<String> answers = new ArrayList<>();
        bus.duringPause(() -> answers.addAll(List.of(read(a), read(b), read(a))));
        revoke(a);
        assertThat(answers).containsExactly("live", "live", "live");
    }

    @Test
    void withoutWaitingALostMessageBringsTheRowBack() {
        NearNode hasty = bus.join(LEASE, (latch, nanos) -> {});
        warm(b);
        bus.deafen(nodeB);
        revoke(twoLevel(hasty));
        assertThat(read(b)).isEqualTo("live");
    }

    /** With the shared cell first, whoever reads after the memories were emptied sees the pending cell. */
    @Test
    void aReadBeforeTheBeginLeavesNothingInMemory() {
        Names.load(a, TOKEN, "live");
        assertThatNobodySeesTheRowAfterItsRevoke(a, b);
    }

    @Test
    void memoryFirstLetsAReadBringItBack() {
        CacheBackend<String> naiveA = naive(NaiveTwoLevel.Habit.MEMORY_FIRST);
        CacheBackend<String> naiveB = naive(NaiveTwoLevel.Habit.MEMORY_FIRST);
        Names.load(naiveA, TOKEN, "live");
        assertThatThrownBy(() -> assertThatNobodySeesTheRowAfterItsRevoke(naiveA, naiveB))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("after the revoke");
    }

    private void assertThatNobodySeesTheRowAfterItsRevoke(CacheBackend<String> one, CacheBackend<String> two) {
        bus.pass(LEASE);
        shared.beforeNextBegin(() -> read(two));
        revoke(one);
        assertThat(read(two)).as("after the revoke").isEqualTo("gone");
        assertThat(read(one)).as("after the revoke").isEqualTo("gone");
    }

    @Test
    void onceOneHasSeenTheRemovalNobodySeesTheRow() {
        warm(b);
        assertThatReadsAreMonotone(a, b);
    }

    @Test
    void waitingAtTheEndIsNotMonotone() {
        CacheBackend<String> naiveA = naive(NaiveTwoLevel.Habit.WAIT_AT_THE_END);
        CacheBackend<String> naiveB = naive(NaiveTwoLevel.Habit.WAIT_AT_THE_END);
        warm(naiveB);
        assertThatThrownBy(() -> assertThatReadsAreMonotone(naiveA, naiveB))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("a later read");
    }

    private void assertThatReadsAreMonotone(CacheBackend<String> one, CacheBackend<String> two) {
        OpenWrite write = Names.begin(one, TOKEN);
        row = "gone";
        assertThat(read(one)).isEqualTo("gone");
        assertThat(read(two)).as("a later read").isEqualTo("gone");
        Names.commit(one, write);
    }

    @Test
    void aMessageThatWasHandedOutIsNotAcknowledged() {
        warm(b);
        bus.hold();
        assertThat(timeOf(() -> revoke(a))).isEqualTo(LEASE);
        assertThat(read(b)).isEqualTo("gone");
    }

    @Test
    void countingReceiversBringsTheRowBack() {
        warm(b);
        bus.hold();
        bus.countReceiptsAsAnswers();
        revoke(a);
        assertThat(read(b)).isEqualTo("live");
    }

    @Test
    void aMessageThatComesLateDoesNoHarm() {
        warm(b);
        bus.hold();
        revoke(a);
        row = "stored again";
        Names.load(a, TOKEN, "stored again");
        read(b);
        bus.deliverHeld();
        assertThat(read(b)).isEqualTo("stored again");
    }

    @Test
    void whatIsReadAcrossAnEvictionIsNotKept() {
        Names.load(a, TOKEN, "live");
        bus.pass(LEASE);
        shared.afterNextRead(() -> revoke(a));
        assertThat(read(b)).as("it started before the revoke").isEqualTo("live");
        assertThat(read(b)).isEqualTo("gone");
        assertThat(b.statistics().refusedPuts()).isEqualTo(1);
    }

    @Test
    void whatIsReadAcrossAnEvictionThatWasNotHeardHasRunOut() {
        Names.load(a, TOKEN, "live");
        bus.pass(LEASE);
        bus.deafen(nodeB);
        shared.afterNextRead(() -> revoke(a));
        read(b);
        assertThat(read(b)).isEqualTo("gone");
    }

    @Test
    void whatIsReadAcrossAClearingIsNotKept() {
        Names.load(a, TOKEN, "live");
        bus.pass(LEASE);
        shared.afterNextRead(a::clear);
        read(b);
        row = "changed";
        assertThat(read(b)).isEqualTo("changed");
    }

    @Test
    void aClearingReachesEveryNode() {
        warm(b);
        bus.deafen(nodeB);
        row = "changed";
        assertThat(timeOf(a::clear)).isEqualTo(LEASE);
        assertThat(read(b)).isEqualTo("changed");
    }

    @Test
    void theMembersOfATagAreEvictedEverywhere() {
        TokenKey tag = Names.tag("refresh");
        Names.load(b, TOKEN, "live", tag);
        Names.see(b, TOKEN);
        OpenWrite write = Names.begin(a, tag);
        row = "gone";
        assertThat(read(b)).isEqualTo("gone");
        Names.commit(a, write);
        assertThat(read(b)).isEqualTo("gone");
    }

    @Test
    void manyMembersAreEvictedByOneMessage() {
        TokenKey tag = Names.tag("user");
        ReferenceBackend<String> large = new ReferenceBackend<>(clock::nanoTime, 2_000);
        TwoLevelCacheBackend<String> one = new TwoLevelCacheBackend<>(large, nodeA, 5_000, clock::nanoTime);
        TwoLevelCacheBackend<String> two = new TwoLevelCacheBackend<>(large, nodeB, 5_000, clock::nanoTime);
        List<TokenKey> tokens = IntStream.rangeClosed(0, NearMessage.MAXIMUM_KEYS)
                .mapToObj(i -> Names.entry("token-" + i))
                .toList();
        tokens.forEach(token -> Names.load(two, token, "live", tag));
        long published = nodeA.statistics().published();

        Names.commit(one, Names.begin(one, tag));

        assertThat(nodeA.statistics().published()).isEqualTo(published + 1);
        assertThat(tokens).allSatisfy(token -> assertThat(Names.see(two, token)).isEqualTo(new Cell.Absent<String>()));
    }

    /** What it has read before it was in the list was read after the cell was pending, or is not served. */
    @Test
    void aNodeThatJoinsDuringABeginServesNothingOld() {
        Names.load(a, TOKEN, "live");
        List<TwoLevelCacheBackend<String>> joined = new ArrayList<>();
        shared.beforeNextBegin(() -> {
            joined.add(twoLevel(bus.join(LEASE)));
            read(joined.get(0));
        });
        bus.duringPause(() -> read(joined.get(0)));
        revoke(a);
        bus.pass(LEASE);
        assertThat(read(joined.get(0))).isEqualTo("gone");
        assertThat(joined.get(0).statistics().nearHits()).isZero();
    }

    /** Its writer dies before it has told anybody. */
    @Test
    void aWriterThatDiesAfterItsBeginLeavesThePendingCell() {
        warm(b);
        shared.begin(List.of(TOKEN), Names.writer());
        assertThat(read(b)).as("nothing is changed yet").isEqualTo("live");
        bus.pass(LEASE);
        assertThat(Names.see(b, TOKEN)).isEqualTo(new Cell.Pending<String>());
    }

    @Test
    void aWriteThatOutlivesItsDeadlineTellsTheOthersAgain() {
        OpenWrite write = Names.begin(a, TOKEN);
        row = "gone";
        bus.pass(Names.DEADLINE);
        warm(b);
        bus.deafen(nodeB);
        assertThat(timeOf(() -> Names.commit(a, write))).isEqualTo(LEASE);
        assertThat(read(b)).isEqualTo("gone");
        assertThat(a.statistics().lateEnds()).isEqualTo(1);
    }

    /** As when Redis is restarted empty between commit and end. */
    @Test
    void aWriteThatTheSharedBackendHasLostTellsTheOthersAgain() {
        AtomicBoolean lost = new AtomicBoolean();
        Ends<String> ends = (write, ending) -> {
            shared.end(write, ending);
            return !lost.get();
        };
        TwoLevelCacheBackend<String> told = new TwoLevelCacheBackend<>(shared, ends, nodeA, 100, clock::nanoTime);
        Names.commit(told, Names.begin(told, TOKEN));
        assertThat(told.statistics().lateEnds()).isZero();

        OpenWrite write = Names.begin(told, TOKEN);
        cells.expire(TOKEN);
        lost.set(true);
        warm(b);
        bus.deafen(nodeB);
        row = "gone";
        assertThat(timeOf(() -> Names.commit(told, write))).isEqualTo(LEASE);
        assertThat(read(b)).isEqualTo("gone");
        assertThat(told.statistics().lateEnds()).isEqualTo(1);
    }

    @Test
    void aWriteWithinItsDeadlineDoesNot() {
        OpenWrite write = Names.begin(a, TOKEN);
        bus.pass(Names.DEADLINE.minusMillis(1));
        long published = nodeA.statistics().published();
        Names.commit(a, write);
        assertThat(nodeA.statistics().published()).isEqualTo(published);
        assertThat(a.statistics().lateEnds()).isZero();
    }

    @Test
    void aRollbackTellsNobody() {
        OpenWrite write = Names.begin(a, TOKEN);
        bus.pass(Names.DEADLINE);
        a.end(write, new Ending.RolledBack<>());
        assertThat(a.statistics().lateEnds()).isZero();
    }

    @Test
    void anEndIsRepeatedSafelyOnATellingOfEverybody() {
        OpenWrite write = Names.begin(a, TOKEN);
        Names.commit(a, write);
        Names.commit(a, write);
        assertThat(a.statistics().lateEnds()).isEqualTo(1);
    }

    @Test
    void theWallClocksDoNotMatter() {
        warm(b);
        clock.stepWall(Duration.ofHours(3));
        assertThat(timeOf(() -> revoke(a))).isZero();
        clock.stepWall(Duration.ofHours(-6));
        assertThat(read(b)).isEqualTo("gone");
    }

    @Test
    void whatIsPopulatedIsReadFromTheSharedCell() {
        warm(b);
        OpenWrite write = Names.begin(a, TOKEN);
        a.end(write, new Ending.Committed<>(Map.of(TOKEN, new Fill<>(Names.value("new"), Names.TTL, Set.of()))));
        row = "new";
        assertThat(read(b)).isEqualTo("new");
        assertThat(read(a)).isEqualTo("new");
    }

    @Test
    void aClosedBackendServesNothingFromMemory() {
        warm(b);
        b.close();
        long hits = b.statistics().nearHits();
        assertThat(List.of(read(b), read(b))).containsExactly("live", "live");
        assertThat(b.statistics().nearHits()).isEqualTo(hits);
        revoke(a);
        assertThat(read(b)).isEqualTo("gone");
    }

    @Test
    void itSaysWhatItIsInFrontOf() {
        assertThat(a).hasToString(nodeA + " in front of the shared backend");
    }

    @Test
    void entriesMustBePositive() {
        assertThatThrownBy(() -> new TwoLevelCacheBackend<>(shared, nodeA, 0, clock::nanoTime))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("maximumEntries must be positive, but was 0");
    }

    private CacheBackend<String> naive(NaiveTwoLevel.Habit habit) {
        return new NaiveTwoLevel(habit, shared, bus.joinLongAgo(LEASE), clock::nanoTime);
    }
}
