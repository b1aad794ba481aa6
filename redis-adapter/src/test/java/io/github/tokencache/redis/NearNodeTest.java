package io.github.tokencache.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tokencache.TokenKey;
import io.github.tokencache.testkit.FakeClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When a node may serve from memory, and for whom a write waits. */
class NearNodeTest {
    private static final Duration LEASE = Duration.ofSeconds(1);
    private static final Duration MOMENT = Duration.ofMillis(1);
    private static final List<TokenKey> KEYS = List.of(Names.entry("token"));

    private final FakeClock clock = new FakeClock();
    private final MemoryBus bus = new MemoryBus(clock);

    private boolean serves(NearNode node) {
        return node.mayServe(clock.nanoTime());
    }

    private Duration retire(NearNode node) {
        long start = clock.nanoTime();
        node.retire(KEYS);
        return Duration.ofNanos(clock.nanoTime() - start);
    }

    @Test
    void aNewNodeServesOnlyAfterItsLease() {
        NearNode node = bus.join(LEASE);
        bus.pass(LEASE.minus(MOMENT));
        assertThat(serves(node)).isFalse();
        bus.pass(MOMENT);
        assertThat(serves(node)).isTrue();
    }

    @Test
    void aNodeThatIsNotSubscribedServesNothing() {
        NearNode node = bus.joinLongAgo(LEASE);
        node.unsubscribed();
        bus.pass(LEASE.multipliedBy(5));
        assertThat(serves(node)).isFalse();
        assertThat(node.statistics().subscribed()).isFalse();
        assertThat(node.statistics().subscriptionsLost()).isEqualTo(1);
    }

    @Test
    void aNodeThatSubscribesAgainServesAfterItsLease() {
        NearNode node = bus.joinLongAgo(LEASE);
        node.unsubscribed();
        node.subscribed(clock.nanoTime());
        bus.pass(LEASE.minus(MOMENT));
        assertThat(serves(node)).isFalse();
        bus.pass(MOMENT);
        assertThat(serves(node)).isTrue();
    }

    @Test
    void aNodeWhosePingsAreNotAnsweredServesForOneLeaseAtMost() {
        NearNode node = bus.joinLongAgo(LEASE);
        bus.deafen(node);
        clock.advance(LEASE);
        assertThat(serves(node)).isFalse();
    }

    @Test
    void aSubscriptionThatAnswersNoPingIsGivenUp() {
        NearNode node = bus.joinLongAgo(LEASE);
        bus.deafen(node);
        for (int tick = 0; tick < 3; tick++) {
            node.tick();
        }
        assertThat(bus.resubscribing()).isEmpty();
        node.tick();
        assertThat(bus.resubscribing()).containsExactly(MemoryBus.name(node));
        assertThat(node.statistics().subscribed()).isFalse();
    }

    /** The answers may be waiting to be read, so time alone is no reason. */
    @Test
    void aLongPauseOfTheProcessDoesNotEndTheSubscription() {
        NearNode node = bus.joinLongAgo(LEASE);
        clock.advance(Duration.ofMinutes(1));
        assertThat(serves(node)).isFalse();
        node.tick();
        assertThat(bus.resubscribing()).isEmpty();
        assertThat(serves(node)).isTrue();
    }

    @Test
    void aSubscriptionThatIsNotConfirmedIsGivenUp() {
        NearNode node = bus.joinLongAgo(LEASE);
        node.unsubscribed();
        for (int tick = 0; tick < 11; tick++) {
            assertThat(bus.resubscribing()).isEmpty();
            node.tick();
        }
        assertThat(bus.resubscribing()).containsExactly(MemoryBus.name(node));
    }

    @Test
    void aNodeThatCannotRegisterServesForOneRegistrationAtMost() {
        NearNode node = bus.joinLongAgo(LEASE);
        bus.refuseRegistration(node);
        bus.pass(Membership.REGISTRATION.minusSeconds(1));
        assertThat(serves(node)).isTrue();
        bus.pass(Duration.ofSeconds(1));
        assertThat(serves(node)).isFalse();
        assertThat(node.statistics().faults()).isPositive();
    }

    @Test
    void aNodeThatWasStruckOutStartsAnew() {
        NearNode node = bus.joinLongAgo(LEASE);
        bus.list.clear();
        bus.pass(Duration.ofSeconds(1));
        assertThat(serves(node)).isFalse();
        bus.pass(LEASE);
        assertThat(serves(node)).isTrue();
    }

    @Test
    void aNodeEmptiesItsMemoryWhenItMayServeNoLonger() {
        NearNode node = bus.joinLongAgo(LEASE);
        Emptied memory = new Emptied();
        node.attach(memory);
        node.unsubscribed();
        assertThat(memory.times).isEqualTo(1);
    }

    @Test
    void aNodeEvictsBeforeItAnswers() {
        NearNode writer = bus.joinLongAgo(LEASE);
        NearNode other = bus.joinLongAgo(LEASE);
        List<Integer> answersAtEviction = new ArrayList<>();
        other.attach(new NearNode.Memory() {
            @Override
            public void evict(Collection<TokenKey> keys) {
                answersAtEviction.add(bus.answers());
            }

            @Override
            public void evictAll() {
                answersAtEviction.add(bus.answers());
            }
        });
        writer.retire(KEYS);
        writer.retireAll();
        assertThat(answersAtEviction).containsExactly(0, 1);
        assertThat(bus.answers()).isEqualTo(2);
    }

    @Test
    void whatCannotBeReadEmptiesTheMemoryAndIsNotAcknowledged() {
        NearNode one = bus.joinLongAgo(LEASE);
        NearNode two = bus.joinLongAgo(LEASE);
        Emptied memory = new Emptied();
        two.attach(memory);
        two.received("2 evict " + MemoryBus.name(one) + " 1 something new");
        assertThat(memory.times).isEqualTo(1);
        assertThat(two.statistics().unreadable()).isEqualTo(1);
        assertThat(two.statistics().received()).isZero();
    }

    @Test
    void aNodeDoesNotWaitForItself() {
        NearNode node = bus.joinLongAgo(LEASE);
        bus.deafen(node);
        assertThat(retire(node)).isZero();
    }

    @Test
    void aNewNodeWaitsForTheLeaseBecauseOthersMayNotBeInTheList() {
        NearNode node = bus.join(LEASE);
        assertThat(retire(node)).isEqualTo(LEASE);
        assertThat(node.statistics().unlisted()).isEqualTo(1);
        bus.pass(LEASE);
        assertThat(retire(node)).isZero();
    }

    /** Redis was restarted empty: who believes to be registered still serves. */
    @Test
    void whenTheListIsLostAWriterWaitsForTheLease() {
        NearNode writer = bus.joinLongAgo(LEASE);
        NearNode other = bus.joinLongAgo(LEASE);
        bus.list.clear();
        bus.deafen(other);
        assertThat(retire(writer)).isEqualTo(LEASE);
        assertThat(serves(other)).isFalse();
    }

    /** It comes back before the other one does, and so does its writer's entry. */
    @Test
    void aListThatFillsAgainIsNotTakenForComplete() {
        NearNode writer = bus.joinLongAgo(LEASE);
        NearNode other = bus.joinLongAgo(LEASE);
        bus.list.clear();
        bus.deafen(other);
        bus.silence(other);
        clock.advance(Duration.ofSeconds(1));
        writer.tick();
        assertThat(bus.list).hasSize(1);
        assertThat(retire(writer)).isEqualTo(LEASE);
    }

    @Test
    void aListFromAnOldSnapshotIsNotTakenForComplete() {
        NearNode writer = bus.joinLongAgo(LEASE);
        bus.list.replaceAll((member, score) -> score - 1);
        assertThat(retire(writer)).isEqualTo(LEASE);
    }

    @Test
    void aDeadNodeIsWaitedForUntilItsRegistrationHasLapsed() {
        NearNode writer = bus.joinLongAgo(LEASE);
        NearNode dead = bus.joinLongAgo(LEASE);
        bus.deafen(dead);
        bus.silence(dead);
        assertThat(retire(writer)).isEqualTo(LEASE);
        bus.pass(Membership.REGISTRATION.plusSeconds(2));
        assertThat(bus.list).hasSize(1);
        assertThat(retire(writer)).isZero();
        assertThat(writer.statistics().otherNodes()).isZero();
    }

    @Test
    void aNodeIsStruckOutOnlyWhenItHasCeasedToServe() {
        NearNode writer = bus.joinLongAgo(LEASE);
        NearNode slow = bus.joinLongAgo(LEASE);
        bus.refuseRegistration(slow);
        while (bus.list.size() == 2) {
            assertThat(Duration.ofNanos(clock.nanoTime())).isLessThan(Duration.ofMinutes(1));
            bus.pass(Duration.ofMillis(100));
        }
        assertThat(serves(slow)).isFalse();
        assertThat(serves(writer)).isTrue();
    }

    @Test
    void theLeaseThatCountsIsThatOfTheOther() {
        NearNode writer = bus.joinLongAgo(LEASE);
        NearNode other = bus.joinLongAgo(Duration.ofSeconds(7));
        bus.deafen(other);
        assertThat(retire(writer)).isEqualTo(Duration.ofSeconds(7));
    }

    @Test
    void nobodyWaitsForANodeWithoutALease() {
        NearNode writer = bus.joinLongAgo(LEASE);
        NearNode other = bus.joinLongAgo(Duration.ZERO);
        bus.deafen(other);
        assertThat(serves(other)).isFalse();
        assertThat(retire(writer)).isZero();
    }

    @Test
    void nobodyWaitsForItWhileOthersAnswerEither() {
        NearNode writer = bus.joinLongAgo(LEASE);
        bus.joinLongAgo(LEASE);
        bus.deafen(bus.joinLongAgo(Duration.ZERO));
        assertThat(retire(writer)).isZero();
    }

    /** Its answer is there before the writer knows for how many it has to wait. */
    @Test
    void theAnswerOfOneIsNotThatOfAll() {
        NearNode writer = bus.joinLongAgo(LEASE);
        bus.joinLongAgo(LEASE);
        bus.deafen(bus.joinLongAgo(LEASE));
        assertThat(retire(writer)).isEqualTo(LEASE);
    }

    @Test
    void aNodeWithoutALeaseWaitsForOthers() {
        NearNode writer = bus.joinLongAgo(Duration.ZERO);
        NearNode other = bus.joinLongAgo(LEASE);
        assertThat(retire(writer)).isZero();
        bus.deafen(other);
        assertThat(retire(writer)).isEqualTo(LEASE);
    }

    @Test
    void nodesWithoutALeaseNeverWait() {
        assertThat(retire(bus.join(Duration.ZERO))).isZero();
    }

    @Test
    void nothingToEvictSendsNothing() {
        NearNode node = bus.join(LEASE);
        node.retire(List.of());
        assertThat(node.statistics().published()).isZero();
    }

    @Test
    void aNodeThatIsClosedServesNothingAndLeavesTheList() {
        NearNode node = bus.joinLongAgo(LEASE);
        node.close();
        assertThat(bus.list).isEmpty();
        assertThat(serves(node)).isFalse();
        node.subscribed(clock.nanoTime());
        clock.advance(LEASE);
        assertThat(serves(node)).isFalse();
    }

    @Test
    void aNodeClosesWithoutRedis() {
        NearNode node = bus.joinLongAgo(LEASE);
        bus.silence(node);
        node.close();
        assertThat(serves(node)).isFalse();
    }

    @Test
    void ticksComeOftenEnoughForLeaseAndRegistration() {
        assertThat(bus.join(Duration.ofMillis(300)).betweenTicks()).isEqualTo(Duration.ofMillis(100));
        assertThat(bus.join(Duration.ofSeconds(10)).betweenTicks()).isEqualTo(Duration.ofSeconds(1));
        assertThat(bus.join(Duration.ZERO).betweenTicks()).isEqualTo(Duration.ofSeconds(1));
    }

    private static final class Emptied implements NearNode.Memory {
        private int times;

        @Override
        public void evict(Collection<TokenKey> keys) {
            throw new AssertionError("nothing was named");
        }

        @Override
        public void evictAll() {
            times++;
        }
    }

    @Test
    void theFiguresTellHowLongWritesHaveWaited() {
        NearNode writer = bus.joinLongAgo(LEASE);
        NearNode other = bus.joinLongAgo(LEASE);
        retire(writer);
        bus.deafen(other);
        retire(writer);
        RedisNodeStatistics figures = writer.statistics();
        assertThat(figures.published()).isEqualTo(2);
        assertThat(figures.acknowledged()).isEqualTo(1);
        assertThat(figures.timedOut()).isEqualTo(1);
        assertThat(figures.waited()).isEqualTo(LEASE);
        assertThat(figures.longestWait()).isEqualTo(LEASE);
        assertThat(figures.otherNodes()).isEqualTo(1);
        assertThat(other.statistics().received()).isEqualTo(1);
        assertThat(new ArrayList<>(bus.list.keySet())).hasSize(2);
    }
}
