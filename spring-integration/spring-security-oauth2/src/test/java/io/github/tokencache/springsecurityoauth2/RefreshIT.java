package io.github.tokencache.springsecurityoauth2;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tokencache.backends.EveryBackend;
import io.github.tokencache.databases.TestDatabase;
import java.util.function.BiConsumer;
import javax.sql.DataSource;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.security.oauth2.provider.token.DefaultAuthenticationKeyGenerator;
import org.springframework.security.oauth2.provider.token.TokenStore;
import org.springframework.security.oauth2.provider.token.store.JdbcTokenStore;

/** A refresh through the framework, with and without transactions, on every store and every database. */
@NullUnmarked
@EveryBackend
class RefreshIT {

    @Nested
    class Caching extends RefreshSchedules {

        @Override
        TokenStore store(DataSource dataSource) {
            return CachingTokenStore.builder(new JdbcTokenStore(dataSource), Backends.tokens())
                    .dataSource(dataSource)
                    .build();
        }
    }

    @Nested
    class CachingAllThereIs extends RefreshSchedules {

        @Override
        TokenStore store(DataSource dataSource) {
            return CachingTokenStore.builder(new JdbcTokenStore(dataSource), Backends.tokens())
                    .dataSource(dataSource)
                    .authenticationKeyGenerator(new DefaultAuthenticationKeyGenerator())
                    .populateOnStore()
                    .elideUnchangedStores()
                    .refreshPayloads(Backends.refreshTokens())
                    .build();
        }
    }

    @Nested
    class Lean extends RefreshSchedules {

        @Override
        TokenStore store(DataSource dataSource) {
            return LeanJdbcTokenStore.builder(dataSource, Backends.tokens())
                    .populateOnStore()
                    .elideUnchangedStores()
                    .skipExistenceRead()
                    .refreshPayloads(Backends.refreshTokens())
                    .build();
        }
    }

    /** Not a test of its own: runs single schedules. */
    private static final class OnNaive extends RefreshSchedules {
        private final NaiveTokenStore.Eviction eviction;

        OnNaive(NaiveTokenStore.Eviction eviction) {
            this.eviction = eviction;
        }

        @Override
        TokenStore store(DataSource dataSource) {
            return new NaiveTokenStore(dataSource, eviction);
        }
    }

    @ParameterizedTest
    @EnumSource
    void evictingBeforeTheCommitIsCaught(NaiveTokenStore.Eviction eviction) {
        caught(eviction, RefreshSchedules::aReadJustBeforeTheCommitIsNotLeftBehind);
        caught(eviction, RefreshSchedules::aLoadThatTheCommitOvertakesIsNotLeftBehind);
    }

    @ParameterizedTest
    @EnumSource
    void puttingBeforeTheCommitIsCaught(NaiveTokenStore.Eviction eviction) {
        caught(eviction, RefreshSchedules::aRolledBackRefreshLeavesNothing);
        caught(eviction, RefreshSchedules::aRefreshWhoseLastStatementFailsLeavesNothing);
        caught(eviction, RefreshSchedules::aRefreshWhoseCommitFailsLeavesNothing);
    }

    @ParameterizedTest
    @EnumSource
    void aLoadOvertakenWithoutTransactionsIsCaught(NaiveTokenStore.Eviction eviction) {
        caught(eviction, RefreshSchedules::withoutTransactionsALoadThatTheRefreshOvertakesIsNotLeftBehind);
    }

    @ParameterizedTest
    @EnumSource(names = "BEFORE_THE_DELETE")
    void evictingBeforeTheDeleteIsCaught(NaiveTokenStore.Eviction eviction) {
        caught(eviction, RefreshSchedules::withoutTransactionsAReadBetweenTwoStatementsIsNotLeftBehind);
    }

    private static void caught(NaiveTokenStore.Eviction eviction, BiConsumer<RefreshSchedules, TestDatabase> schedule) {
        for (TestDatabase database : TestDatabase.values()) {
            assertThatThrownBy(() -> schedule.accept(new OnNaive(eviction), database))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("invalid token");
        }
    }
}
