package io.github.tokencache.backends;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tokencache.CacheBackend;
import io.github.tokencache.Cell;
import io.github.tokencache.Ending;
import io.github.tokencache.EntryCodec;
import io.github.tokencache.Fill;
import io.github.tokencache.Lease;
import io.github.tokencache.OpenWrite;
import io.github.tokencache.TokenKey;
import io.github.tokencache.TokenKeys;
import io.github.tokencache.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The suites run on what they are said to run on. */
class ChosenBackendsIT {
    private static final TokenKey KEY =
            TokenKeys.sha256("suites").key(new TokenKey.Kind(TokenKey.Role.ENTRY, "access"), "token");
    private static final Duration LEASE = Duration.ofSeconds(60);

    private static final class Text implements EntryCodec<String> {
        @Override
        public int id() {
            return 9;
        }

        @Override
        public byte[] encode(String value) {
            return value.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public String decode(byte[] bytes) {
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    private static void load(CacheBackend<String> backend) {
        Lease lease = new Lease(1, LEASE);
        backend.read(KEY, () -> lease);
        backend.fill(KEY, lease, new Fill<>(new Cell.Value<>("value", Long.MAX_VALUE), LEASE, Set.of()));
    }

    private static Cell<String> see(CacheBackend<String> backend) {
        return backend.read(KEY, () -> null);
    }

    @Test
    void withoutThePropertyTheTestsChoose() {
        assertThat(TestBackends.areInProcess()).isTrue();
        assertThat(TestBackends.chosen(new Text())).isEmpty();
    }

    @Test
    void backendsOnRedisShareNothing() {
        CacheBackend<String> one = Shared.of(SharedRedis.get(), new Text());
        CacheBackend<String> other = Shared.of(SharedRedis.get(), new Text());
        load(one);

        assertThat(see(one)).isInstanceOf(Cell.Value.class);
        assertThat(see(other)).isNotInstanceOf(Cell.Value.class);
    }

    @Test
    void anOrderedFailoverBehindSentinelsLosesNothing() {
        SharedSentinels sentinels = SharedSentinels.get();
        CacheBackend<String> backend = sentinels.backend(new Text());
        load(backend);

        sentinels.failOver();

        assertThat(sentinels.failovers()).isEqualTo(1);
        assertThat(see(backend)).isInstanceOf(Cell.Value.class);
    }

    @Test
    void neitherSlotsThatMoveNorTheDeathOfAMasterInStepLoseAnything() {
        SharedCluster cluster = SharedCluster.get();
        CacheBackend<String> backend = cluster.backend(new Text());
        load(backend);

        int moved = cluster.moved();
        Eventually.until("the key's travels", () -> cluster.moved() > moved + 5);
        assertThat(see(backend)).isInstanceOf(Cell.Value.class);
        for (int death = 0; death < 2; death++) {
            cluster.loseAMaster();
            assertThat(see(backend)).isInstanceOf(Cell.Value.class);
        }
    }

    @Test
    void theChangeComesBeforeTheOperationThatWasChosen() {
        AtomicInteger changes = new AtomicInteger();
        CacheBackend<String> backend =
                new Gated<>(Shared.of(SharedRedis.get(), new Text()), new Gate(), 2, changes::incrementAndGet);

        see(backend);
        assertThat(changes).hasValue(0);
        see(backend);
        assertThat(changes).hasValue(1);
        see(backend);
        assertThat(changes).hasValue(1);
    }

    @Test
    void aWriteOfOneNodeEndsWhatTheOtherHasInMemory() {
        WriterAndReader<String> nodes = TwoNodes.get().backend(new Text());
        readFromMemory(nodes);

        OpenWrite write = nodes.begin(List.of(KEY), new Writer(2, Duration.ofSeconds(60), LEASE));
        assertThat(see(nodes)).isInstanceOf(Cell.Pending.class);
        nodes.end(write, new Ending.Committed<>(Map.of()));
        assertThat(see(nodes)).isNotInstanceOf(Cell.Value.class);
    }

    private static void readFromMemory(WriterAndReader<String> nodes) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (nodes.reader().statistics().nearHits() == 0) {
            assertThat(System.nanoTime() - end).as("a hit in memory").isNegative();
            load(nodes);
            see(nodes);
        }
    }
}
