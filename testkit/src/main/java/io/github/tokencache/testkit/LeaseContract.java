package io.github.tokencache.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tokencache.Cell;
import io.github.tokencache.Fill;
import io.github.tokencache.Lease;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Reading, leasing and filling a cell. */
abstract class LeaseContract extends BackendFixture {
    LeaseContract() {}

    @Test
    void anAbsentCellIsLeasedToTheReader() {
        Lease lease = lease(entry);

        assertThat(see(entry)).isEqualTo(new Cell.Loading<String>(lease.nonce()));
    }

    @Test
    void aReaderThatTakesNoLeaseLeavesTheCellAbsent() {
        assertAbsent(entry);
        assertAbsent(entry);
    }

    @Test
    void aLeaseIsAskedForOnlyWhenTheCellIsAbsent() {
        put(entry, "one");
        lease(otherEntry);
        begin(alias);

        for (var key : List.of(entry, otherEntry, alias)) {
            backend().read(key, () -> {
                throw new AssertionError("must not be asked for a lease");
            });
        }
    }

    @Test
    void aSecondReaderSeesTheNonceOfTheFirst() {
        Lease first = lease(entry);

        assertThat(backend().read(entry, this::newLease)).isEqualTo(new Cell.Loading<String>(first.nonce()));
    }

    @Test
    void cellsAreLeasedIndependently() {
        Lease first = lease(entry);
        Lease second = lease(otherEntry);

        assertThat(fill(otherEntry, second, "two")).isTrue();
        assertThat(fill(entry, first, "one")).isTrue();
        assertValue(entry, "one");
        assertValue(otherEntry, "two");
    }

    @Test
    void aLeaseRunsOut() {
        Lease lease = lease(entry);

        advance(leaseTimeout());

        assertAbsent(entry);
        assertThat(fill(entry, lease, "late")).isFalse();
    }

    @Test
    void ofManyReadersAtOnceExactlyOneGetsTheLease() throws Exception {
        int readers = 8;
        CyclicBarrier start = new CyclicBarrier(readers);
        ExecutorService threads = Executors.newFixedThreadPool(readers);
        try {
            List<Future<Boolean>> wins = new ArrayList<>();
            for (int i = 0; i < readers; i++) {
                Lease lease = newLease();
                Callable<Boolean> reader = () -> {
                    start.await(10, TimeUnit.SECONDS);
                    return backend().read(entry, () -> lease).equals(new Cell.Loading<String>(lease.nonce()));
                };
                wins.add(threads.submit(reader));
            }
            assertThat(wins).extracting(Future::get).containsOnlyOnce(true);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void theHolderOfTheLeaseLeavesAValue() {
        assertThat(fill(entry, lease(entry), "one")).isTrue();

        assertValue(entry, "one");
    }

    @Test
    void theHolderOfTheLeaseLeavesAPointer() {
        Cell.Content<String> pointer = new Cell.Pointer<>(entry);

        assertThat(backend().fill(alias, lease(alias), fillOf(pointer))).isTrue();

        assertThat(see(alias)).isEqualTo(pointer);
    }

    @Test
    void theHolderOfTheLeaseLeavesANegativeEntry() {
        Cell.Content<String> unknown = new Cell.Unknown<>();

        assertThat(backend().fill(entry, lease(entry), fillOf(unknown))).isTrue();

        assertThat(see(entry)).isEqualTo(unknown);
    }

    @Test
    void aContentDiesWithItsTimeToLive() {
        put(entry, "one");

        advance(timeToLive().dividedBy(2));
        assertValue(entry, "one");
        advance(timeToLive().dividedBy(2));
        assertAbsent(entry);
    }

    @Test
    void theShortestTimeToLiveIsAccepted() {
        Fill<String> fill = new Fill<>(value("short"), Duration.ofNanos(1), Set.of());

        assertThat(backend().fill(entry, lease(entry), fill)).isTrue();

        advance(leaseTimeout());
        assertAbsent(entry);
    }

    @Test
    void withoutALeaseNothingIsFilled() {
        assertThat(fill(entry, newLease(), "one")).isFalse();

        assertAbsent(entry);
    }

    @Test
    void theLeaseOfAnotherReaderDoesNotFill() {
        Lease holder = lease(entry);

        assertThat(fill(entry, newLease(), "one")).isFalse();

        assertThat(see(entry)).isEqualTo(new Cell.Loading<String>(holder.nonce()));
    }

    @Test
    void aContentIsNotOverwritten() {
        Lease lease = lease(entry);
        fill(entry, lease, "one");

        assertThat(fill(entry, lease, "two")).isFalse();
        assertThat(fill(entry, newLease(), "three")).isFalse();

        assertValue(entry, "one");
    }

    @Test
    void aLeaseThatWasTakenOverDoesNotFill() {
        Lease old = lease(entry);
        expire(entry);
        Lease next = lease(entry);

        assertThat(fill(entry, old, "old")).isFalse();
        assertThat(fill(entry, next, "new")).isTrue();

        assertValue(entry, "new");
    }

    @Test
    void fillingNothingGivesTheLeaseBack() {
        assertThat(backend().fill(entry, lease(entry), Fill.nothing())).isFalse();

        assertAbsent(entry);
    }

    @Test
    void fillingNothingLeavesTheLeaseOfAnotherReader() {
        Lease old = lease(entry);
        expire(entry);
        Lease next = lease(entry);

        assertThat(backend().fill(entry, old, Fill.nothing())).isFalse();

        assertThat(see(entry)).isEqualTo(new Cell.Loading<String>(next.nonce()));
    }

    @Test
    void fillingNothingLeavesAContent() {
        Lease lease = lease(entry);
        fill(entry, lease, "one");

        assertThat(backend().fill(entry, lease, Fill.nothing())).isFalse();

        assertValue(entry, "one");
    }
}
