package io.github.tokencache.caffeine;

import static io.github.tokencache.caffeine.Backends.alias;
import static io.github.tokencache.caffeine.Backends.committed;
import static io.github.tokencache.caffeine.Backends.entry;
import static io.github.tokencache.caffeine.Backends.fillOf;
import static io.github.tokencache.caffeine.Backends.lease;
import static io.github.tokencache.caffeine.Backends.load;
import static io.github.tokencache.caffeine.Backends.peek;
import static io.github.tokencache.caffeine.Backends.populating;
import static io.github.tokencache.caffeine.Backends.tag;
import static io.github.tokencache.caffeine.Backends.unknown;
import static io.github.tokencache.caffeine.Backends.value;
import static io.github.tokencache.caffeine.Backends.writer;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tokencache.Cell;
import io.github.tokencache.CoherentCacheBackend;
import io.github.tokencache.Fill;
import io.github.tokencache.Lease;
import io.github.tokencache.OpenWrite;
import io.github.tokencache.TokenKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class BoundsTest {
    private final AtomicLong nanos = new AtomicLong(-1_000_000);

    private CaffeineCacheBackend<String> backend(CaffeineSettings<String> settings) {
        return CaffeineCacheBackend.create(settings, nanos::get);
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    @Test
    void valuesAndAliasesStayWithinTheBoundOfEntries() {
        CaffeineCacheBackend<String> backend = backend(CaffeineSettings.ofEntries(10));
        for (int i = 0; i < 100; i++) {
            load(backend, entry("e" + i), fillOf("v"));
            load(backend, alias("a" + i), pointerTo(entry("e" + i)));
        }
        CaffeineStatistics statistics = backend.statistics();
        assertThat(statistics.weight()).isEqualTo(10);
        assertThat(statistics.cells()).isEqualTo(10);
        assertThat(statistics.evictions()).isEqualTo(190);
    }

    @Test
    void valuesStayWithinTheBoundOfWeight() {
        CaffeineCacheBackend<String> backend = backend(CaffeineSettings.ofWeight(100, String::length));
        for (int i = 0; i < 50; i++) {
            load(backend, entry("e" + i), fillOf("0123456789"));
        }
        assertThat(backend.statistics().weight()).isEqualTo(100);
        assertThat(backend.statistics().cells()).isEqualTo(10);
        assertThat(backend.statistics().evictions()).isEqualTo(40);
    }

    @Test
    void aValueHeavierThanTheBoundIsNotKept() {
        CaffeineCacheBackend<String> backend = backend(CaffeineSettings.ofWeight(3, String::length));
        load(backend, entry("heavy"), fillOf("0123456789"));
        assertThat(peek(backend, entry("heavy"))).isInstanceOf(Cell.Absent.class);
    }

    @Test
    void aValueThatCannotBeWeighedIsNotCachedAndGivesItsLeaseBack() {
        CaffeineCacheBackend<String> backend = backend(CaffeineSettings.ofWeight(10, text -> 10 / text.length() - 5));
        assertThat(load(backend, entry("throws"), fillOf(""))).isFalse();
        assertThat(load(backend, entry("negative"), fillOf("12345"))).isFalse();
        assertThat(peek(backend, entry("throws"))).isInstanceOf(Cell.Absent.class);
        assertThat(peek(backend, entry("negative"))).isInstanceOf(Cell.Absent.class);
        assertThat(backend.statistics().unweighable()).isEqualTo(2);
    }

    @Test
    void aValueThatCannotBeWeighedIsEvictedAtTheEndOfTheWriteThatWouldPopulateIt() {
        CaffeineCacheBackend<String> backend = backend(CaffeineSettings.ofWeight(10, text -> 0));
        OpenWrite write = backend.begin(List.of(entry("e")), writer());
        backend.end(write, populating(entry("e"), fillOf("v")));
        assertThat(peek(backend, entry("e"))).isInstanceOf(Cell.Absent.class);
    }

    @Test
    void aFloodOfUnknownNamesPushesOutNoValue() {
        CaffeineCacheBackend<String> backend =
                backend(CaffeineSettings.<String>ofEntries(10).withMaximumNegatives(5));
        for (int i = 0; i < 10; i++) {
            load(backend, entry("e" + i), fillOf("v" + i));
        }
        for (int i = 0; i < 1000; i++) {
            assertThat(load(backend, entry("unknown" + i), unknown())).isTrue();
        }
        assertThat(IntStream.range(0, 10).mapToObj(i -> peek(backend, entry("e" + i))))
                .allMatch(Cell.Value.class::isInstance);
        CaffeineStatistics statistics = backend.statistics();
        assertThat(statistics.negatives()).isEqualTo(5);
        assertThat(statistics.cells()).isEqualTo(15);
        assertThat(statistics.negativeEvictions()).isEqualTo(995);
        assertThat(statistics.evictions()).isZero();
    }

    @Test
    void aNegativeEntryThatIsWrittenMakesRoomForAnother() {
        CaffeineCacheBackend<String> backend =
                backend(CaffeineSettings.<String>ofEntries(10).withMaximumNegatives(1));
        load(backend, entry("one"), unknown());
        backend.end(backend.begin(List.of(entry("one")), writer()), committed());
        assertThat(backend.statistics().negatives()).isZero();
        load(backend, entry("two"), unknown());
        assertThat(peek(backend, entry("two"))).isInstanceOf(Cell.Unknown.class);
        assertThat(backend.statistics().negativeEvictions()).isZero();
    }

    @Test
    void evictingANegativeEntryLeavesTheValueThatHasTakenItsPlace() {
        CaffeineCacheBackend<String> backend =
                backend(CaffeineSettings.<String>ofEntries(10).withMaximumNegatives(1));
        load(backend, entry("one"), unknown());
        OpenWrite write = backend.begin(List.of(entry("one")), writer());
        backend.end(write, populating(entry("one"), fillOf("v")));
        for (int i = 0; i < 10; i++) {
            load(backend, entry("unknown" + i), unknown());
        }
        assertThat(peek(backend, entry("one"))).isEqualTo(value("v"));
    }

    @Test
    void leasesAndOpenWritesAreNeverEvicted() {
        CaffeineCacheBackend<String> backend = backend(CaffeineSettings.ofEntries(2));
        Lease lease = lease();
        backend.read(entry("leased"), () -> lease);
        OpenWrite write = backend.begin(List.of(entry("open")), writer());
        for (int i = 0; i < 1000; i++) {
            load(backend, entry("e" + i), fillOf("v"));
        }
        assertThat(peek(backend, entry("leased"))).isEqualTo(new Cell.Loading<String>(lease.nonce()));
        assertThat(peek(backend, entry("open"))).isInstanceOf(Cell.Pending.class);
        backend.end(write, committed());
        assertThat(peek(backend, entry("open"))).isInstanceOf(Cell.Absent.class);
    }

    @Test
    void anEvictedValueLeavesItsTag() {
        CaffeineCacheBackend<String> backend =
                backend(CaffeineSettings.<String>ofEntries(4).withMaximumTagMembers(5));
        for (int i = 0; i < 100; i++) {
            assertThat(load(backend, entry("e" + i), fillOf("v", tag("user"))))
                    .as("fill %d", i)
                    .isTrue();
        }
        OpenWrite write = backend.begin(List.of(tag("user")), writer());
        assertThat(write.keys()).hasSize(1 + 4);
    }

    @Test
    void aTagWhoseValuesAreGoneIsGone() {
        CaffeineCacheBackend<String> backend = backend(CaffeineSettings.ofEntries(1));
        load(backend, entry("one"), fillOf("v", tag("one's")));
        load(backend, entry("two"), fillOf("v", tag("two's")));
        load(backend, entry("three"), fillOf("v", tag("three's")));
        assertThat(backend.statistics().tags()).isEqualTo(1);
        pass(Backends.TTL);
        assertThat(backend.statistics().tags()).isZero();
        assertThat(backend.statistics().cells()).isZero();
    }

    @Test
    void aLateDeregistrationLeavesTheMembershipOfTheNewerContent() {
        Tags tags = new Tags(10, nanos::get);
        Held<String> older = new Held<>(entry("e"), fillOf("old", tag("t")), nanos.get(), 1);
        Held<String> newer = new Held<>(entry("e"), fillOf("new", tag("t")), nanos.get(), 1);
        assertThat(tags.register(older)).isTrue();
        assertThat(tags.register(newer)).isTrue();
        tags.deregister(older);
        assertThat(tags.begin(tag("t"), writer())).containsExactly(entry("e"));
    }

    @Test
    void aLateRegistrationDoesNotShortenTheMembershipOfTheNewerContent() {
        Tags tags = new Tags(10, nanos::get);
        Held<String> older = new Held<>(entry("e"), fillOf("old", tag("t")), nanos.get(), 1);
        pass(Backends.TTL.dividedBy(2));
        tags.register(new Held<>(entry("e"), fillOf("new", tag("t")), nanos.get(), 1));
        tags.register(older);
        pass(Backends.TTL.dividedBy(2));
        assertThat(tags.begin(tag("t"), writer())).containsExactly(entry("e"));
    }

    @Test
    void aFullTagRefusesAFurtherEntryUntilOneHasExpired() {
        CaffeineCacheBackend<String> backend =
                backend(CaffeineSettings.<String>ofEntries(100).withMaximumTagMembers(2));
        load(backend, entry("one"), fillOf("v", tag("user")));
        pass(Backends.TTL.dividedBy(2));
        load(backend, entry("two"), fillOf("v", tag("user")));
        assertThat(load(backend, entry("three"), fillOf("v", tag("user")))).isFalse();
        assertThat(peek(backend, entry("three"))).isInstanceOf(Cell.Absent.class);
        assertThat(backend.statistics().fullTags()).isEqualTo(1);
        pass(Backends.TTL.dividedBy(2));
        assertThat(load(backend, entry("three"), fillOf("v", tag("user")))).isTrue();
        assertThat(backend.begin(List.of(tag("user")), writer()).keys())
                .containsExactlyInAnyOrder(tag("user"), entry("two"), entry("three"));
    }

    @Test
    void storingTheSameEntryAgainAndAgainTakesOnePlaceInItsTag() {
        CaffeineCacheBackend<String> backend =
                backend(CaffeineSettings.<String>ofEntries(100).withMaximumTagMembers(2));
        for (int i = 0; i < 10; i++) {
            OpenWrite write = backend.begin(List.of(entry("e")), writer());
            backend.end(write, populating(entry("e"), fillOf("v" + i, tag("user"))));
            assertThat(peek(backend, entry("e"))).isEqualTo(value("v" + i));
        }
    }

    @Test
    void clearDropsTheMembersOfWhatItDrops() {
        CaffeineCacheBackend<String> backend = backend(CaffeineSettings.ofEntries(100));
        load(backend, entry("one"), fillOf("v", tag("user")));
        load(backend, entry("two"), unknown());
        OpenWrite write = backend.begin(List.of(entry("open"), tag("open")), writer());
        backend.clear();
        CaffeineStatistics statistics = backend.statistics();
        assertThat(List.of(statistics.cells(), statistics.tags(), statistics.negatives()))
                .containsExactly(1L, 1L, 0L);
        backend.end(write, committed());
        assertThat(backend.statistics().cells()).isZero();
    }

    @Test
    void aHitIsTheStoredObject() {
        CaffeineCacheBackend<String> backend = backend(CaffeineSettings.ofEntries(100));
        Fill<String> fill = fillOf("v");
        load(backend, entry("e"), fill);
        assertThat(peek(backend, entry("e"))).isSameAs(fill.content());
    }

    @Test
    void onlyTheBackendOfASingleNodeIsCoherent() {
        CaffeineSettings<String> settings = CaffeineSettings.ofEntries(1);
        assertThat(CaffeineCacheBackend.forSingleNode(settings)).isInstanceOf(CoherentCacheBackend.class);
        assertThat(CaffeineCacheBackend.create(settings)).isNotInstanceOf(CoherentCacheBackend.class);
    }

    @Test
    void timeToLiveMayBeLongerThanAClockCanCount() {
        CaffeineCacheBackend<String> backend = backend(CaffeineSettings.ofEntries(100));
        List<TokenKey> keys = new ArrayList<>();
        for (long seconds : new long[] {1_000_000_000L, 100_000_000_000L, Long.MAX_VALUE}) {
            TokenKey key = entry("e" + seconds);
            load(backend, key, new Fill<>(value("v"), Duration.ofSeconds(seconds), Set.of(tag("t"))));
            keys.add(key);
        }
        pass(Duration.ofDays(10_000));
        assertThat(keys).allSatisfy(key -> assertThat(peek(backend, key)).isEqualTo(value("v")));
        assertThat(backend.begin(List.of(tag("t")), writer()).keys()).containsAll(keys);
    }

    private static Fill<String> pointerTo(TokenKey identity) {
        return new Fill<>(new Cell.Pointer<>(identity), Backends.TTL, Set.of());
    }
}
