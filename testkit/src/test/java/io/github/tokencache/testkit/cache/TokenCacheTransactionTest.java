package io.github.tokencache.testkit.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tokencache.CacheWriteException;
import io.github.tokencache.TokenCache;
import io.github.tokencache.TokenCacheSettings;
import io.github.tokencache.TokenKey;
import io.github.tokencache.TransactionBoundary;
import io.github.tokencache.testkit.FailingBackend.Effect;
import io.github.tokencache.testkit.FailingBackend.Operation;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Transactions. */
class TokenCacheTransactionTest extends RowCache {
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

    @Test
    void aTransactionThatHasWrittenFillsNoOtherName() {
        transactions.begin();
        write("new");
        TokenKey other = environment.keys().key(ROW, "2");
        readAs(other, "loaded in the transaction");
        transactions.commit();
        assertThat(readAs(other, "loaded after it")).isEqualTo("loaded after it");
    }

    @Test
    void aTransactionThatHasWrittenReadsOtherNamesFromTheDelegate() {
        TokenKey other = environment.keys().key(ROW, "2");
        readAs(other, "cached");
        transactions.begin();
        write("new");
        assertThat(readAs(other, "stored")).isEqualTo("stored");
        assertThat(cache.peek(other)).isNull();
        transactions.rollback();
        assertThat(readAs(other, "stored")).isEqualTo("cached");
        assertThat(cache.peek(other)).isNotNull();
    }

    @Test
    void aTransactionThatHasWrittenFollowsNoAliasAndLeavesNone() {
        TokenKey alias = environment.keys().key(new TokenKey.Kind(TokenKey.Role.ALIAS, "alias"), "1");
        read();
        cache.readByAlias(alias, whole, any -> name, () -> row);
        assertThat(cache.target(alias)).isEqualTo(name);
        TokenKey second = environment.keys().key(new TokenKey.Kind(TokenKey.Role.ALIAS, "alias"), "2");
        transactions.begin();
        cache.write(Set.of(environment.keys().key(ROW, "3")), () -> true);
        Row stored = new Row("stored", null);
        assertThat(cache.target(alias)).isNull();
        assertThat(cache.readByAlias(alias, whole, any -> name, () -> stored)).isEqualTo(stored);
        cache.readByAlias(second, whole, any -> name, () -> stored);
        transactions.rollback();
        assertThat(cache.target(alias)).isEqualTo(name);
        assertThat(cache.target(second)).isNull();
    }

    @Test
    void aTransactionThatHasWrittenLeavesNothingOfAReload() {
        TokenKey other = environment.keys().key(ROW, "2");
        transactions.begin();
        write("new");
        cache.reload(other, whole, () -> new Row("uncommitted", null));
        transactions.rollback();
        assertThat(cache.peek(other)).isNull();
    }

    private @Nullable String readAs(TokenKey key, String text) {
        Row answer = cache.read(key, whole, () -> new Row(text, null));
        return answer == null ? null : answer.text();
    }
}
