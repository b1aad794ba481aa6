package io.github.tokencache.caffeine;

import static io.github.tokencache.caffeine.Backends.DEADLINE;
import static io.github.tokencache.caffeine.Backends.LEASE;
import static io.github.tokencache.caffeine.Backends.TTL;
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
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.fail;

import io.github.tokencache.Cell;
import io.github.tokencache.Ending;
import io.github.tokencache.Fill;
import io.github.tokencache.Lease;
import io.github.tokencache.OpenWrite;
import io.github.tokencache.TokenKey;
import io.github.tokencache.Writer;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** The rules that hang on time and on who else is there; the others are in the contract of a backend. */
final class CellRulesTest {
    private static final Duration TICK = Duration.ofNanos(1);
    private static final TokenKey KEY = entry("e");
    private static final TokenKey TAG = tag("t");

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - TTL.toNanos());
    private final CaffeineCacheBackend<String> backend =
            CaffeineCacheBackend.create(CaffeineSettings.ofEntries(100), nanos::get);

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    @Test
    void aValueIsServedUntilItsTimeToLiveIsOver() {
        load(backend, KEY, fillOf("v"));
        pass(TTL.minus(TICK));
        assertThat(peek(backend, KEY)).isEqualTo(value("v"));
        pass(TICK);
        assertThat(peek(backend, KEY)).isInstanceOf(Cell.Absent.class);
    }

    @Test
    void readingDoesNotProlongAValue() {
        load(backend, KEY, fillOf("v"));
        for (int i = 0; i < 3; i++) {
            pass(TTL.dividedBy(4));
            peek(backend, KEY);
        }
        pass(TTL.dividedBy(4));
        assertThat(peek(backend, KEY)).isInstanceOf(Cell.Absent.class);
    }

    @Test
    void aNegativeEntryExpires() {
        load(backend, KEY, unknown());
        pass(TTL.minus(TICK));
        assertThat(peek(backend, KEY)).isInstanceOf(Cell.Unknown.class);
        pass(TICK);
        assertThat(peek(backend, KEY)).isInstanceOf(Cell.Absent.class);
        assertThat(backend.statistics().negatives()).isZero();
    }

    @Test
    void aLeaseThatHasRunOutFillsNothingAndIsTakenByTheNextReader() {
        Lease slow = lease();
        backend.read(KEY, () -> slow);
        pass(LEASE);
        assertThat(backend.fill(KEY, slow, fillOf("v"))).isFalse();
        Lease next = lease();
        assertThat(backend.read(KEY, () -> next)).isEqualTo(new Cell.Loading<String>(next.nonce()));
    }

    @Test
    void givingALeaseBackLeavesTheLeaseOfAnotherReader() {
        Lease slow = lease();
        backend.read(KEY, () -> slow);
        pass(LEASE);
        Lease next = lease();
        backend.read(KEY, () -> next);
        assertThat(backend.fill(KEY, slow, Fill.nothing())).isFalse();
        assertThat(peek(backend, KEY)).isEqualTo(new Cell.Loading<String>(next.nonce()));
    }

    @Test
    void theSupplierOfALeaseIsNotCalledOnAHit() {
        load(backend, KEY, fillOf("v"));
        assertThat(backend.read(KEY, () -> fail("called"))).isEqualTo(value("v"));
    }

    @Test
    void aTagCannotBeLeased() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> backend.read(TAG, Backends::lease))
                .withMessage("key must be of role ENTRY or ALIAS, but was " + TAG);
    }

    @Test
    void aWriterThatNeverEndsIsForgottenAtItsDeadline() {
        backend.begin(List.of(KEY), writer());
        pass(DEADLINE.minus(TICK));
        assertThat(peek(backend, KEY)).isInstanceOf(Cell.Pending.class);
        pass(TICK);
        assertThat(peek(backend, KEY)).isInstanceOf(Cell.Absent.class);
    }

    @Test
    void beginningAgainRenewsTheDeadlineOfThatWriterOnly() {
        Writer renewed = writer();
        Writer crashed = writer();
        backend.begin(List.of(KEY), renewed);
        backend.begin(List.of(KEY), crashed);
        pass(DEADLINE.dividedBy(2));
        OpenWrite write = backend.begin(List.of(KEY), renewed);
        pass(DEADLINE.dividedBy(2));
        assertThat(peek(backend, KEY)).isInstanceOf(Cell.Pending.class);
        backend.end(write, committed());
        assertThat(peek(backend, KEY)).isInstanceOf(Cell.Absent.class);
    }

    @Test
    void beginningAgainRenewsNotTheTimeToPopulate() {
        Writer writer = writer();
        backend.begin(List.of(KEY), writer);
        pass(LEASE.minus(TICK));
        OpenWrite write = backend.begin(List.of(KEY), writer);
        pass(TICK);
        backend.end(write, populating(KEY, fillOf("v")));
        assertThat(peek(backend, KEY)).isInstanceOf(Cell.Absent.class);
    }

    @Test
    void aWriterAloneWithinItsTimePopulates() {
        Writer writer = writer();
        backend.begin(List.of(KEY), writer);
        OpenWrite write = backend.begin(List.of(KEY), writer);
        pass(LEASE.minus(TICK));
        backend.end(write, populating(KEY, fillOf("v", TAG)));
        assertThat(peek(backend, KEY)).isEqualTo(value("v"));
        assertThat(backend.begin(List.of(TAG), writer()).keys()).containsExactlyInAnyOrder(TAG, KEY);
    }

    @Test
    void aWriterThatWasJoinedDoesNotPopulate() {
        OpenWrite first = backend.begin(List.of(KEY), writer());
        OpenWrite second = backend.begin(List.of(KEY), writer());
        backend.end(first, new Ending.RolledBack<>());
        assertThat(peek(backend, KEY)).isInstanceOf(Cell.Pending.class);
        backend.end(second, populating(KEY, fillOf("v")));
        assertThat(peek(backend, KEY)).isInstanceOf(Cell.Absent.class);
    }

    @Test
    void aWriterThatHadLapsedKeepsAnotherFromPopulatingWhenItCommits() {
        OpenWrite lapsed = backend.begin(List.of(KEY), writer());
        pass(DEADLINE);
        OpenWrite other = backend.begin(List.of(KEY), writer());
        backend.end(lapsed, committed());
        assertThat(peek(backend, KEY)).isInstanceOf(Cell.Pending.class);
        backend.end(other, populating(KEY, fillOf("older than the commit of the lapsed")));
        assertThat(peek(backend, KEY)).isInstanceOf(Cell.Absent.class);
    }

    @Test
    void aTagWithAMarkRefusesWhatWouldPopulate() {
        backend.end(backend.begin(List.of(TAG), writer()), committed());
        OpenWrite write = backend.begin(List.of(KEY), writer());
        backend.end(write, populating(KEY, fillOf("v", TAG)));
        assertThat(peek(backend, KEY)).isInstanceOf(Cell.Absent.class);
    }

    @Test
    void aTagRefusesForOneLeaseTimeoutAfterAWrite() {
        backend.end(backend.begin(List.of(TAG), writer()), committed());
        pass(LEASE.minus(TICK));
        assertThat(load(backend, KEY, fillOf("v", TAG))).isFalse();
        pass(TICK);
        assertThat(load(backend, KEY, fillOf("v", TAG))).isTrue();
    }

    @Test
    void aTagRefusesForOneLeaseTimeoutAfterARollback() {
        backend.end(backend.begin(List.of(TAG), writer()), new Ending.RolledBack<>());
        pass(LEASE.minus(TICK));
        assertThat(load(backend, KEY, fillOf("v", TAG))).isFalse();
        pass(TICK);
        assertThat(load(backend, KEY, fillOf("v", TAG))).isTrue();
    }

    @Test
    void aTagKeepsItsMembersWhenAWriterCrashes() {
        Fill<String> fill = new Fill<>(value("v"), DEADLINE.multipliedBy(2), Set.of(TAG));
        load(backend, KEY, fill);
        backend.begin(List.of(TAG), writer());
        pass(DEADLINE);
        assertThat(backend.begin(List.of(TAG), writer()).keys()).containsExactlyInAnyOrder(TAG, KEY);
    }

    @Test
    void aTagGivesItsMembersToEveryWriterThatIsOpen() {
        load(backend, KEY, fillOf("v", TAG));
        OpenWrite first = backend.begin(List.of(TAG), writer());
        OpenWrite second = backend.begin(List.of(TAG), writer());
        assertThat(second.keys()).containsExactlyInAnyOrder(TAG, KEY);
        backend.end(first, committed());
        assertThat(backend.begin(List.of(TAG), second.writer()).keys()).containsExactlyInAnyOrder(TAG, KEY);
        backend.end(second, committed());
        assertThat(backend.begin(List.of(TAG), writer()).keys()).containsExactly(TAG);
    }

    @Test
    void aTagKeepsTheMemberThatWasFilledAfterTheWriterHadLapsed() {
        load(backend, KEY, fillOf("old", TAG));
        OpenWrite lapsed = backend.begin(List.of(TAG), writer());
        pass(DEADLINE);
        backend.end(new OpenWrite(lapsed.writer(), Set.of(KEY)), committed());
        load(backend, KEY, fillOf("new", TAG));
        backend.end(lapsed, committed());
        assertThat(peek(backend, KEY)).isInstanceOf(Cell.Absent.class);
        assertThat(backend.begin(List.of(TAG), writer()).keys()).containsExactlyInAnyOrder(TAG, KEY);
    }

    @Test
    void endingTwiceIsHarmless() {
        load(backend, KEY, fillOf("v", TAG));
        OpenWrite write = backend.begin(List.of(TAG, KEY), writer());
        backend.end(write, committed());
        backend.end(write, committed());
        assertThat(peek(backend, KEY)).isInstanceOf(Cell.Absent.class);
        backend.end(write, new Ending.RolledBack<>());
        assertThat(backend.statistics().cells()).isZero();
    }

    @Test
    void aRollbackLeavesWhatCameAfterTheWriterHadLapsed() {
        OpenWrite lapsed = backend.begin(List.of(KEY), writer());
        pass(DEADLINE);
        load(backend, KEY, fillOf("v"));
        backend.end(lapsed, new Ending.RolledBack<>());
        assertThat(peek(backend, KEY)).isEqualTo(value("v"));
        backend.end(lapsed, committed());
        assertThat(peek(backend, KEY)).isInstanceOf(Cell.Absent.class);
    }

    @Test
    void clearTakesTheLeaseOfALoadInFlight() {
        Lease lease = lease();
        backend.read(KEY, () -> lease);
        backend.clear();
        assertThat(backend.fill(KEY, lease, fillOf("loaded before"))).isFalse();
        assertThat(peek(backend, KEY)).isInstanceOf(Cell.Absent.class);
    }

    @Test
    void clearLeavesWritesOpenAndMarksSet() {
        OpenWrite write = backend.begin(List.of(KEY), writer());
        backend.end(backend.begin(List.of(TAG), writer()), committed());
        backend.clear();
        assertThat(peek(backend, KEY)).isInstanceOf(Cell.Pending.class);
        assertThat(load(backend, entry("other"), fillOf("v", TAG))).isFalse();
        backend.end(write, committed());
    }
}
