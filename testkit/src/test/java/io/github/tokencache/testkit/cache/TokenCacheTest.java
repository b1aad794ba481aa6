package io.github.tokencache.testkit.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tokencache.CacheEnvironment;
import io.github.tokencache.CacheWriteException;
import io.github.tokencache.EntryModel;
import io.github.tokencache.TokenCache;
import io.github.tokencache.TokenCacheSettings;
import io.github.tokencache.TokenKey;
import io.github.tokencache.TransactionBoundary;
import io.github.tokencache.View;
import io.github.tokencache.testkit.FailingBackend;
import io.github.tokencache.testkit.FailingBackend.Effect;
import io.github.tokencache.testkit.FailingBackend.Operation;
import io.github.tokencache.testkit.FakeClock;
import io.github.tokencache.testkit.ReferenceBackend;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Time, faults and transactions, over one row of a database. */
class TokenCacheTest {
    private static final TokenKey.Kind ROW = new TokenKey.Kind(TokenKey.Role.ENTRY, "row");

    private record Row(String text, @Nullable Instant expiry) {}

    private static final class Rows implements EntryModel<Row> {
        private @Nullable RuntimeException uncopyable;

        @Override
        public boolean holds(Row row, TokenKey name) {
            return true;
        }

        @Override
        public Set<TokenKey> tags(Row row) {
            return Set.of();
        }

        @Override
        public @Nullable Instant expiry(Row row) {
            return row.expiry();
        }

        @Override
        public Row copy(Row row) {
            if (uncopyable != null) {
                throw uncopyable;
            }
            return new Row(row.text(), row.expiry());
        }
    }

    private final FakeClock clock = new FakeClock();
    private final FailingBackend<Row> backend = new FailingBackend<>(new ReferenceBackend<>(clock::nanoTime, 100));
    private final TestTransactions transactions = new TestTransactions();
    private final Rows model = new Rows();
    private final CacheEnvironment environment =
            CacheEnvironment.of("test").withClock(clock).withBoundary(transactions);
    private final TokenKey name = environment.keys().key(ROW, "1");
    private final View<Row, Row> whole = new View<>(row -> row, this::copy);
    private @Nullable Row row = new Row("old", null);
    private @Nullable RuntimeException uncopyable;
    private int loads;

    private final TokenCache<Row> cache =
            new TokenCache<>(backend, model, TokenCacheSettings.defaults().withJitter(0), environment);

    private Row copy(Row original) {
        if (uncopyable != null) {
            throw uncopyable;
        }
        return new Row(original.text(), original.expiry());
    }

    private @Nullable String read() {
        Row answer = cache.read(name, whole, () -> {
            loads++;
            return row;
        });
        return answer == null ? null : answer.text();
    }

    private void write(String text) {
        cache.write(Set.of(name), () -> row = new Row(text, null));
    }

    // --- time

    @Test
    void aValueWithoutExpiryIsLoadedAgainAfterItsTimeToLive() {
        read();
        clock.advance(Duration.ofSeconds(59));
        read();
        assertThat(loads).isEqualTo(1);
        clock.advance(Duration.ofSeconds(1));
        read();
        assertThat(loads).isEqualTo(2);
    }

    @Test
    void aValueIsNotServedAfterItsOwnExpiry() {
        row = new Row("old", clock.instant().plusSeconds(5));
        read();
        clock.advance(Duration.ofSeconds(5));
        read();
        assertThat(loads).isEqualTo(2);
    }

    @Test
    void aValueIsNotServedAfterItsOwnExpiryWhenOnlyTheWallClockStepped() {
        row = new Row("old", clock.instant().plusSeconds(30));
        read();
        clock.stepWall(Duration.ofSeconds(30));
        read();
        assertThat(loads).isEqualTo(2);
    }

    @Test
    void aWallClockThatStepsBackLengthensNoLife() {
        read();
        clock.stepWall(Duration.ofDays(-1));
        clock.advance(Duration.ofSeconds(60));
        read();
        assertThat(loads).isEqualTo(2);
    }

    @Test
    void anExpiredValueIsAnsweredButNotKept() {
        row = new Row("old", clock.instant());
        assertThat(read()).isEqualTo("old");
        assertThat(read()).isEqualTo("old");
        assertThat(loads).isEqualTo(2);
    }

    @Test
    void anExpiryBeyondWhatFitsCountsAsNone() {
        row = new Row("old", Instant.MAX);
        read();
        read();
        assertThat(loads).isEqualTo(1);
    }

    // --- faults

    @Test
    void aReadFaultCostsAQueryAndNothingElse() {
        read();
        backend.fail(Operation.READ, Effect.NONE);
        assertThat(read()).isEqualTo("old");
        backend.heal();
        assertThat(read()).isEqualTo("old");
        assertThat(loads).isEqualTo(2);
    }

    @Test
    void aFillFaultCostsAQueryAndNothingElse() {
        backend.fail(Operation.FILL, Effect.NONE);
        assertThat(read()).isEqualTo("old");
        backend.heal();
        clock.advance(Duration.ofSeconds(10));
        assertThat(read()).isEqualTo("old");
        assertThat(read()).isEqualTo("old");
        assertThat(loads).isEqualTo(2);
    }

    @Test
    void aWriteThatCannotBeginChangesNothing() {
        read();
        backend.fail(Operation.BEGIN, Effect.NONE);
        assertThatThrownBy(() -> write("new"))
                .isInstanceOfSatisfying(CacheWriteException.class, e -> {
                    assertThat(e.changed()).isFalse();
                    assertThat(e.staleFor()).isZero();
                })
                .hasMessage("The cache could not be told of a write, so nothing was changed; "
                        + "repeat it when the cache is back");
        assertThat(row).isEqualTo(new Row("old", null));
    }

    @Test
    void anEndThatFailsOnceIsTriedAgain() {
        read();
        backend.failNth(Operation.END, Effect.NONE, 1);
        write("new");
        assertThat(read()).isEqualTo("new");
        read();
        assertThat(loads).isEqualTo(2);
    }

    @Test
    void anEndThatCannotBeConfirmedSaysForHowLong() {
        read();
        backend.fail(Operation.END, Effect.NONE);
        assertThatThrownBy(() -> write("new"))
                .isInstanceOfSatisfying(CacheWriteException.class, e -> {
                    assertThat(e.changed()).isTrue();
                    assertThat(e.staleFor()).isEqualTo(Duration.ofSeconds(60));
                })
                .hasMessage("The change is made, but the cache could not confirm its end; "
                        + "an old value may be served for at most PT1M");
        backend.heal();
        assertThat(read()).isEqualTo("new");
    }

    @Test
    void aValueThatCannotBeCopiedIsAnsweredButNotKept() {
        model.uncopyable = new IllegalStateException("no copy");
        assertThat(read()).isEqualTo("old");
        assertThat(read()).isEqualTo("old");
        assertThat(loads).isEqualTo(2);
    }

    @Test
    void aHitThatCannotBeCopiedCostsAQuery() {
        read();
        uncopyable = new IllegalStateException("no copy");
        assertThat(read()).isEqualTo("old");
        assertThat(loads).isEqualTo(2);
    }

    @Test
    void aMutationThatThrowsLeavesNothingToServe() {
        read();
        RuntimeException refused = new IllegalStateException("refused");
        assertThatThrownBy(() -> cache.write(Set.of(name), () -> {
                    row = new Row("new", null);
                    throw refused;
                }))
                .isSameAs(refused);
        assertThat(read()).isEqualTo("new");
        assertThat(read()).isEqualTo("new");
        clock.advance(Duration.ofSeconds(60));
        read();
        read();
        assertThat(loads).isEqualTo(4);
    }

    // --- transactions

    @Test
    void aTransactionThatHasWrittenReadsTheDelegateAndFillsNothing() {
        read();
        transactions.begin();
        write("new");
        assertThat(read()).isEqualTo("new");
        row = new Row("newer", null);
        assertThat(read()).isEqualTo("newer");
        row = new Row("old", null);
        transactions.rollback();
        assertThat(read()).isEqualTo("old");
    }

    @Test
    void anOtherReaderGetsNothingFromTheCacheUntilTheCommit() {
        read();
        transactions.begin();
        write("new");
        Row uncommitted = row;
        TokenCache<Row> other = new TokenCache<>(
                backend,
                model,
                TokenCacheSettings.defaults(),
                environment.withBoundary(TransactionBoundary.autocommit()));
        Row committed = new Row("old", null);
        for (int i = 0; i < 2; i++) {
            assertThat(other.read(name, whole, () -> committed)).isEqualTo(committed);
        }
        transactions.commit();
        assertThat(other.read(name, whole, () -> uncommitted)).isEqualTo(uncommitted);
        assertThat(other.read(name, whole, () -> committed)).isEqualTo(uncommitted);
    }

    @Test
    void aLoadOfAnOlderSnapshotIsAnsweredButNotKept() {
        transactions.begin();
        transactions.readsLatest = false;
        assertThat(read()).isEqualTo("old");
        assertThat(read()).isEqualTo("old");
        assertThat(loads).isEqualTo(2);
    }

    @Test
    void aStoreInATransactionPopulatesNothing() {
        transactions.begin();
        cache.store(Set.of(name), new Row("new", null), () -> row = new Row("new", null));
        transactions.commit();
        row = new Row("changed behind", null);
        assertThat(read()).isEqualTo("changed behind");
    }

    @Test
    void aStoreOutsideATransactionPopulates() {
        cache.store(Set.of(name), new Row("new", null), () -> row = new Row("new", null));
        assertThat(read()).isEqualTo("new");
        assertThat(loads).isZero();
    }

    @Test
    void anUnknownOutcomeKeepsReadersAtTheDelegateUntilTheDeadline() {
        read();
        transactions.begin();
        write("new");
        transactions.lose();
        read();
        read();
        assertThat(loads).isEqualTo(3);
        clock.advance(Duration.ofSeconds(60));
        read();
        read();
        assertThat(loads).isEqualTo(4);
    }

    @Test
    void aTransactionWhoseEndIsNotReportedKeepsReadersAtTheDelegateUntilTheDeadline() {
        read();
        transactions.state = TransactionBoundary.State.UNREPORTED;
        write("new");
        transactions.state = TransactionBoundary.State.NONE;
        read();
        read();
        assertThat(loads).isEqualTo(3);
        clock.advance(Duration.ofSeconds(60));
        read();
        read();
        assertThat(loads).isEqualTo(4);
    }

    @Test
    void aCommitRenewsTheDeadlineFirst() {
        read();
        transactions.begin();
        write("new");
        clock.advance(Duration.ofSeconds(59));
        int begun = backend.calls(Operation.BEGIN);
        transactions.commit();
        assertThat(backend.calls(Operation.BEGIN)).isEqualTo(begun + 1);
        assertThat(read()).isEqualTo("new");
    }

    @Test
    void aCommitThatCannotRenewIsRefused() {
        transactions.begin();
        write("new");
        backend.fail(Operation.BEGIN, Effect.NONE);
        assertThatThrownBy(transactions::commit).isInstanceOf(CacheWriteException.class);
    }

    @Test
    void aTransactionThatEvictsEverythingDoesSoAgainAfterItsCommit() {
        read();
        transactions.begin();
        Row committed = row;
        row = new Row("changed behind", null);
        cache.clear();
        TokenCache<Row> other = new TokenCache<>(
                backend,
                model,
                TokenCacheSettings.defaults(),
                environment.withBoundary(TransactionBoundary.autocommit()));
        assertThat(other.read(name, whole, () -> committed)).isEqualTo(committed);
        transactions.commit();
        assertThat(read()).isEqualTo("changed behind");
    }
}
