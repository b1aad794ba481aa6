package io.github.tokencache.springsecurityoauth2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.tokencache.databases.TestDatabase;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.security.oauth2.provider.token.TokenStore;

/**
 * A refresh with rotation through the framework's token services, stopped where a reader could keep what it replaces, or
 * failing where a cache could keep what never was.
 */
@NullUnmarked
abstract class RefreshSchedules {
    private static final Predicate<String> COMMIT = Interlude.COMMIT::equals;

    abstract TokenStore store(DataSource dataSource);

    @ParameterizedTest
    @EnumSource
    void aReadJustBeforeTheCommitIsNotLeftBehind(TestDatabase database) {
        inTransactions(database, refresh -> {
            refresh.readAll();
            refresh.interlude().before(COMMIT, refresh::readUncommitted);
            refresh.run();
            assertThat(refresh.interlude().happened()).isTrue();
            refresh.assertReplaced();
        });
    }

    @ParameterizedTest
    @EnumSource
    void aReadJustAfterTheCommitIsNotLeftBehind(TestDatabase database) {
        inTransactions(database, refresh -> {
            refresh.readAll();
            refresh.interlude().after(COMMIT, refresh::assertReplaced);
            refresh.run();
            assertThat(refresh.interlude().happened()).isTrue();
            refresh.assertReplaced();
        });
    }

    @ParameterizedTest
    @EnumSource
    void aLoadThatTheCommitOvertakesIsNotLeftBehind(TestDatabase database) {
        inTransactions(database, RefreshSchedules::overtakeALoad);
    }

    @ParameterizedTest
    @EnumSource
    void aRolledBackRefreshLeavesNothing(TestDatabase database) {
        inTransactions(database, refresh -> {
            refresh.readAll();
            refresh.interlude().after(RefreshSchedules::lastStatement, refresh::readUncommitted);
            refresh.runAndRollBack();
            assertThat(refresh.interlude().happened()).isTrue();
            refresh.assertNotReplaced();
        });
    }

    @ParameterizedTest
    @EnumSource
    void aRefreshWhoseLastStatementFailsLeavesNothing(TestDatabase database) {
        inTransactions(database, refresh -> {
            refresh.readAll();
            refresh.interlude().before(RefreshSchedules::lastStatement, failingAfter(refresh::readUncommitted));
            assertThatIllegalStateException().isThrownBy(refresh::run).withMessage("on purpose");
            refresh.assertNotReplaced();
        });
    }

    @ParameterizedTest
    @EnumSource
    void aRefreshWhoseCommitFailsLeavesNothing(TestDatabase database) {
        inTransactions(database, refresh -> {
            refresh.readAll();
            refresh.interlude().before(COMMIT, failingAfter(refresh::readUncommitted));
            assertThatIllegalStateException().isThrownBy(refresh::run).withMessage("on purpose");
            refresh.assertNotReplaced();
        });
    }

    @ParameterizedTest
    @EnumSource
    void aCommitWhoseConfirmationIsLostCounts(TestDatabase database) {
        inTransactions(database, refresh -> {
            refresh.readAll();
            refresh.interlude().after(COMMIT, failingAfter(() -> {}));
            assertThatIllegalStateException().isThrownBy(refresh::run).withMessage("on purpose");
            refresh.assertReplaced();
        });
    }

    @ParameterizedTest
    @EnumSource
    void withoutTransactionsAReadBetweenTwoStatementsIsNotLeftBehind(TestDatabase database) {
        int statements = 0;
        while (readBefore(statements, database)) {
            statements++;
        }
        assertThat(statements).isGreaterThanOrEqualTo(5);
    }

    @ParameterizedTest
    @EnumSource
    void withoutTransactionsALoadThatTheRefreshOvertakesIsNotLeftBehind(TestDatabase database) {
        withoutTransactions(database, RefreshSchedules::overtakeALoad);
    }

    private static boolean lastStatement(String sql) {
        return sql.startsWith("insert into oauth_refresh_token");
    }

    private static boolean load(String sql) {
        return sql.startsWith("select") && sql.contains("from oauth_access_token where token_id");
    }

    private boolean readBefore(int statement, TestDatabase database) {
        AtomicInteger sent = new AtomicInteger();
        try (Refresh refresh = Refresh.withoutTransactions(database, this::store)) {
            refresh.readAll();
            refresh.interlude().before(sql -> sent.getAndIncrement() == statement, refresh::readAll);
            refresh.run();
            boolean happened = refresh.interlude().happened();
            refresh.assertReplaced();
            return happened;
        }
    }

    private static void overtakeALoad(Refresh refresh) {
        refresh.interlude().after(RefreshSchedules::load, refresh::run);
        refresh.readAll();
        assertThat(refresh.interlude().happened()).isTrue();
        refresh.assertReplaced();
    }

    private static Runnable failingAfter(Runnable turn) {
        return () -> {
            turn.run();
            throw new IllegalStateException("on purpose");
        };
    }

    private void inTransactions(TestDatabase database, Consumer<Refresh> schedule) {
        try (Refresh refresh = Refresh.inTransactions(database, this::store)) {
            schedule.accept(refresh);
        }
    }

    private void withoutTransactions(TestDatabase database, Consumer<Refresh> schedule) {
        try (Refresh refresh = Refresh.withoutTransactions(database, this::store)) {
            schedule.accept(refresh);
        }
    }
}
