package io.github.tokencache.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tokencache.CacheBackend;
import io.github.tokencache.TokenKey;
import io.github.tokencache.testkit.BackendUnderTest;
import io.github.tokencache.testkit.CacheBackendContract;
import io.github.tokencache.testkit.FakeClock;
import io.github.tokencache.testkit.ReferenceBackend;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;

/** The contract of a backend, with memory in front; and again with every call on another node than the one before. */
class TwoLevelCacheBackendTest {
    private static final Duration LEASE = Duration.ofSeconds(1);
    private static final Duration SHORT = Duration.ofMillis(1);

    @Nested
    class OneNode extends Contract {
        @Override
        Nodes nodes(int maxTagMembers) {
            return new Nodes(1, LEASE, maxTagMembers);
        }
    }

    @Nested
    class TwoNodes extends Contract {
        @Override
        Nodes nodes(int maxTagMembers) {
            return new Nodes(2, LEASE, maxTagMembers);
        }
    }

    /** Every write then waits for the lease, which is so short here that no other time of the contract is upset. */
    @Nested
    class TwoNodesThatHearNothing extends Contract {
        @Override
        Nodes nodes(int maxTagMembers) {
            Nodes nodes = new Nodes(2, SHORT, maxTagMembers);
            nodes.isolate();
            return nodes;
        }
    }

    @Nested
    class NoLease extends Contract {
        @Override
        Nodes nodes(int maxTagMembers) {
            return new Nodes(2, Duration.ZERO, maxTagMembers);
        }

        @Override
        void memoryHasServed(long hits) {
            assertThat(hits).isZero();
        }
    }

    abstract static class Contract extends CacheBackendContract {
        private final List<Nodes> made = new ArrayList<>();

        abstract Nodes nodes(int maxTagMembers);

        @Override
        protected BackendUnderTest<String> newBackend(int maxTagMembers) {
            Nodes nodes = nodes(maxTagMembers);
            made.add(nodes);
            return nodes;
        }

        void memoryHasServed(long hits) {
            assertThat(hits).isPositive();
        }

        /** Otherwise this would be the contract of the shared backend alone. */
        @AfterEach
        void memoryTakesPart() {
            Nodes nodes = made.get(0);
            TokenKey key = Names.entry("another");
            Names.load(nodes.backend(), key, "one");
            for (int i = 0; i < 4; i++) {
                assertThat(Names.see(nodes.backend(), key)).isEqualTo(Names.value("one"));
            }
            memoryHasServed(nodes.hits());
        }
    }

    static final class Nodes implements BackendUnderTest<String> {
        private final FakeClock clock = new FakeClock();
        private final MemoryBus bus = new MemoryBus(clock);
        private final ReferenceBackend<String> shared;
        private final List<NearNode> near = new ArrayList<>();
        private final List<TwoLevelCacheBackend<String>> backends = new ArrayList<>();
        private final CacheBackend<String> all = new Alternating<>(backends, this::tick);

        Nodes(int count, Duration lease, int maxTagMembers) {
            shared = new ReferenceBackend<>(clock::nanoTime, maxTagMembers);
            for (int i = 0; i < count; i++) {
                NearNode node = bus.join(lease);
                near.add(node);
                backends.add(new TwoLevelCacheBackend<>(shared, node, 100, clock::nanoTime));
            }
            // Just long enough for the nodes to be entitled.
            clock.advance(lease.plusMillis(1));
            tick();
        }

        /** No node hears another, and each believes that it does. */
        void isolate() {
            near.forEach(bus::deafen);
        }

        /** As if a ping of this moment had come back. */
        private void believe(NearNode node) {
            node.received(new NearMessage.Ping(MemoryBus.name(node), clock.nanoTime()).toString());
        }

        private void tick() {
            near.forEach(NearNode::tick);
            near.forEach(this::believe);
        }

        long hits() {
            return backends.stream()
                    .mapToLong(node -> node.statistics().nearHits())
                    .sum();
        }

        @Override
        public CacheBackend<String> backend() {
            return all;
        }

        @Override
        public void expire(TokenKey key) {
            shared.expire(key);
            backends.forEach(backend -> backend.expire(key));
        }

        @Override
        public void advance(Duration time) {
            clock.advance(time);
            tick();
        }
    }
}
