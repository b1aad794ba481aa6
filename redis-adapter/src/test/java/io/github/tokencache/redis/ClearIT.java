package io.github.tokencache.redis;

import static io.github.tokencache.redis.Samples.committed;
import static io.github.tokencache.redis.Samples.entry;
import static io.github.tokencache.redis.Samples.fillOf;
import static io.github.tokencache.redis.Samples.lease;
import static io.github.tokencache.redis.Samples.leased;
import static io.github.tokencache.redis.Samples.load;
import static io.github.tokencache.redis.Samples.populating;
import static io.github.tokencache.redis.Samples.see;
import static io.github.tokencache.redis.Samples.value;
import static io.github.tokencache.redis.Samples.writer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tokencache.CacheBackendException;
import io.github.tokencache.Cell;
import io.github.tokencache.Lease;
import io.github.tokencache.OpenWrite;
import io.github.tokencache.TokenKey;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.UnifiedJedis;

/** Clearing by epoch, on two nodes with a client and a time of their own. */
class ClearIT {
    private static final TokenKey ENTRY = entry("token");
    private static final Duration EPOCH_LEASE = RedisSettings.defaults().epochLease();

    private final UnifiedJedis client = TestRedis.emptied();
    private final UnifiedJedis otherClient = TestRedis.client();
    private final FakeTime time = new FakeTime();
    private final FakeTime otherTime = new FakeTime();
    private final RedisCacheBackend<String> node = Samples.backend(client, time);
    private final RedisCacheBackend<String> other = Samples.backend(otherClient, otherTime);

    @AfterEach
    void close() {
        client.close();
        otherClient.close();
    }

    /** Clears on the other node, whose wait lets this node's time pass as real time does. */
    private void clearOnOther() {
        other.clear();
        time.await(EPOCH_LEASE);
    }

    @Test
    void whatOneNodeFilledAnotherServes() {
        load(node, ENTRY, fillOf("one"));

        assertThat(see(other, ENTRY)).isEqualTo(value("one"));
    }

    @Test
    void aClearOnOneNodeIsFinalOnAnother() {
        load(node, ENTRY, fillOf("one"));
        see(node, ENTRY);

        clearOnOther();

        assertThat(see(node, ENTRY)).isEqualTo(new Cell.Absent<String>());
        assertThat(see(other, ENTRY)).isEqualTo(new Cell.Absent<String>());
    }

    @Test
    void aClearReturnsWhenEveryNodeHasToLookAgain() throws Exception {
        CountDownLatch waits = new CountDownLatch(1);
        CountDownLatch passed = new CountDownLatch(1);
        RedisCacheBackend<String> clearing = Samples.backend(otherClient, new Time() {
            @Override
            public long nanos() {
                return otherTime.nanos();
            }

            @Override
            public void await(Duration howLong) throws InterruptedException {
                assertThat(howLong).isEqualTo(EPOCH_LEASE);
                waits.countDown();
                passed.await(10, TimeUnit.SECONDS);
            }
        });
        load(node, ENTRY, fillOf("one"));
        CompletableFuture<Void> cleared = CompletableFuture.runAsync(clearing::clear);
        assertThat(waits.await(10, TimeUnit.SECONDS)).isTrue();

        assertThat(see(node, ENTRY)).as("has read the epoch before").isEqualTo(value("one"));
        assertThat(cleared).isNotDone();
        time.await(EPOCH_LEASE);
        assertThat(see(node, ENTRY)).isEqualTo(new Cell.Absent<String>());

        passed.countDown();
        cleared.get(10, TimeUnit.SECONDS);
    }

    @Test
    void aLoadInFlightAcrossAClearLeavesNothingThatIsServed() {
        Lease lease = leased(node, ENTRY);
        other.clear();

        node.fill(ENTRY, lease, fillOf("old"));

        assertThat(see(other, ENTRY)).isEqualTo(new Cell.Absent<String>());
        time.await(EPOCH_LEASE);
        assertThat(see(node, ENTRY)).isEqualTo(new Cell.Absent<String>());
    }

    @Test
    void aLoadInFlightAcrossAClearIsNotJoined() {
        Lease before = leased(node, ENTRY);
        other.clear();
        Lease after = lease();

        assertThat(other.read(ENTRY, () -> after)).isEqualTo(new Cell.Loading<String>(after.nonce()));

        assertThat(node.fill(ENTRY, before, fillOf("old"))).isFalse();
        assertThat(other.fill(ENTRY, after, fillOf("new"))).isTrue();
        time.await(EPOCH_LEASE);
        assertThat(see(node, ENTRY)).isEqualTo(value("new"));
    }

    @Test
    void aPopulateAcrossAClearLeavesNothingThatIsServed() {
        OpenWrite write = node.begin(List.of(ENTRY), writer());
        other.clear();

        node.end(write, populating(ENTRY, fillOf("old")));

        assertThat(see(other, ENTRY)).isEqualTo(new Cell.Absent<String>());
        time.await(EPOCH_LEASE);
        assertThat(see(node, ENTRY)).isEqualTo(new Cell.Absent<String>());
    }

    @Test
    void aNodeThatKnowsAnOlderEpochBelievesANewerContent() {
        load(node, entry("makes it known"), fillOf("any"));
        other.clear();
        load(other, ENTRY, fillOf("new"));

        assertThat(see(node, ENTRY)).isEqualTo(value("new"));
    }

    @Test
    void openWritesStayOpen() {
        OpenWrite write = node.begin(List.of(ENTRY), writer());
        clearOnOther();

        assertThat(see(node, ENTRY)).isEqualTo(new Cell.Pending<String>());
        assertThat(see(other, ENTRY)).isEqualTo(new Cell.Pending<String>());
        node.end(write, committed());
        assertThat(see(other, ENTRY)).isEqualTo(new Cell.Absent<String>());
    }

    @Test
    void aLostEpochMakesEverythingDeadAndNeverComesAgain() {
        load(node, ENTRY, fillOf("one"));
        client.del(Epochs.KEY);
        time.await(EPOCH_LEASE);

        assertThat(see(node, ENTRY)).isEqualTo(new Cell.Absent<String>());
        node.clear();
        assertThat(see(node, ENTRY)).isEqualTo(new Cell.Absent<String>());
        assertThat(load(node, ENTRY, fillOf("two"))).isTrue();
    }

    @Test
    void withoutAnEpochLeaseEveryReadLooks() {
        RedisCacheBackend<String> looking =
                Samples.backend(client, RedisSettings.defaults().withEpochLease(Duration.ZERO), time);
        load(looking, ENTRY, fillOf("one"));
        assertThat(see(looking, ENTRY)).isEqualTo(value("one"));

        other.clear();

        assertThat(see(looking, ENTRY)).isEqualTo(new Cell.Absent<String>());
    }

    @Test
    void anInterruptedWaitIsNoCertainty() {
        RedisCacheBackend<String> interrupted = Samples.backend(client, new Time() {
            @Override
            public long nanos() {
                return time.nanos();
            }

            @Override
            public void await(Duration howLong) throws InterruptedException {
                throw new InterruptedException();
            }
        });

        assertThatThrownBy(interrupted::clear)
                .isInstanceOf(CacheBackendException.class)
                .hasMessage("All is cleared, but the wait for the other nodes was interrupted; they may serve what they"
                        + " had for 1000 ms");
        assertThat(Thread.interrupted()).isTrue();
    }
}
