package io.github.tokencache.springsecurityoauth2;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tokencache.backends.EveryBackend;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.security.oauth2.common.OAuth2AccessToken;
import org.springframework.security.oauth2.provider.OAuth2Authentication;
import org.springframework.security.oauth2.provider.token.DefaultAuthenticationKeyGenerator;
import org.springframework.security.oauth2.provider.token.TokenStore;
import org.springframework.security.oauth2.provider.token.store.JdbcTokenStore;
import org.springframework.transaction.support.TransactionTemplate;

/** The statements that the framework's token services cost, flow by flow. */
@NullUnmarked
@EveryBackend
class StatementCountsTest {
    private final Tables tables = new Tables();
    private final OAuth2Authentication user = Samples.authentication("app", "kim", "ROLE_USER");

    @AfterEach
    void closeTables() {
        tables.close();
    }

    @Test
    void plain() {
        TokenStore store = new JdbcTokenStore(tables.dataSource());

        assertThat(counts(store, () -> {})).isEqualTo(new FlowCounts(4, 5, 2, 2, 7, 1, 3));
    }

    @Test
    void cachingEvictsOnWrite() {
        CachingTokenStore store = new CachingTokenStore(new JdbcTokenStore(tables.dataSource()), Backends.tokens());

        assertThat(counts(store, store::evictAll)).isEqualTo(new FlowCounts(4, 5, 0, 2, 7, 1, 2));
    }

    @Test
    void cachingPopulatesOnStore() {
        CachingTokenStore store = new CachingTokenStore(
                new JdbcTokenStore(tables.dataSource()), Backends.tokens(), new DefaultAuthenticationKeyGenerator());

        assertThat(counts(store, store::evictAll)).isEqualTo(new FlowCounts(4, 3, 0, 2, 7, 1, 2));
    }

    @Test
    void lean() {
        LeanJdbcTokenStore store = leanBuilder().build();

        assertThat(counts(store, store::evictAll)).isEqualTo(new FlowCounts(3, 1, 0, 1, 5, 1, 2));
    }

    @Test
    void leanWithElision() {
        LeanJdbcTokenStore store = leanBuilder().elideUnchangedStores().build();

        assertThat(counts(store, store::evictAll)).isEqualTo(new FlowCounts(3, 0, 0, 1, 5, 1, 2));
    }

    @Test
    void leanWithTheExistenceReadUpdatesBeforeItInserts() {
        LeanJdbcTokenStore store = LeanJdbcTokenStore.builder(tables.dataSource(), Backends.tokens())
                .build();

        assertThat(tables.statementsOf(() -> store.storeAccessToken(Samples.token("t"), user)))
                .satisfiesExactly(
                        first -> assertThat(first).startsWith("update oauth_access_token"),
                        second -> assertThat(second).startsWith("insert into oauth_access_token"));
    }

    @Test
    void leanInATransactionUpdatesBeforeItInserts() {
        LeanJdbcTokenStore store = leanBuilder().build();
        TransactionTemplate transaction =
                new TransactionTemplate(new DataSourceTransactionManager(tables.dataSource()));

        List<String> statements = tables.statementsOf(
                () -> transaction.executeWithoutResult(status -> store.storeAccessToken(Samples.token("t"), user)));

        assertThat(statements)
                .satisfiesExactly(
                        first -> assertThat(first).startsWith("update oauth_access_token"),
                        second -> assertThat(second).startsWith("insert into oauth_access_token"));
    }

    @Test
    void leanStoresAnOldTokenThatTheCacheDoesNotKnowInTwoStatementsAndOneRow() {
        LeanJdbcTokenStore store = leanBuilder().build();
        store.storeAccessToken(Samples.token("t"), user);
        store.evictAll();
        OAuth2Authentication other = Samples.authentication("other-app", "kim", "ROLE_USER");

        assertThat(tables.statementsOf(() -> store.storeAccessToken(Samples.token("t"), other)))
                .hasSize(2);

        assertThat(tables.accessTokens()).isOne();
        assertThat(new JdbcTokenStore(tables.dataSource()).readAuthentication("t"))
                .isEqualTo(other);
    }

    @Test
    void leanWritesTheRowThatJdbcTokenStoreWrites() {
        OAuth2AccessToken token = Samples.token("t", Samples.refreshToken("r"));
        new JdbcTokenStore(tables.dataSource()).storeAccessToken(token, user);
        List<Object> expected = columns();
        new JdbcTemplate(tables.dataSource()).update("delete from oauth_access_token");

        leanBuilder().build().storeAccessToken(token, user);

        assertThat(columns()).usingRecursiveComparison().isEqualTo(expected);
    }

    private List<Object> columns() {
        return tables.jdbc()
                .queryForObject(
                        "select * from oauth_access_token",
                        (row, number) -> List.of(
                                row.getString("token_id"),
                                row.getBytes("token"),
                                row.getString("authentication_id"),
                                row.getString("user_name"),
                                row.getString("client_id"),
                                row.getBytes("authentication"),
                                row.getString("refresh_token")));
    }

    private LeanJdbcTokenStoreBuilder leanBuilder() {
        return LeanJdbcTokenStore.builder(tables.dataSource(), Backends.tokens())
                .populateOnStore()
                .skipExistenceRead()
                .refreshPayloads(Backends.refreshTokens());
    }

    private FlowCounts counts(TokenStore store, Runnable forget) {
        return FlowCounts.of(store, forget, tables);
    }
}
