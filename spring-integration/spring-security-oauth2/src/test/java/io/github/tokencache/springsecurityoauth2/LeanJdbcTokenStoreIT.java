package io.github.tokencache.springsecurityoauth2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.tokencache.backends.EveryBackend;
import io.github.tokencache.databases.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.security.oauth2.common.OAuth2AccessToken;
import org.springframework.security.oauth2.provider.OAuth2Authentication;
import org.springframework.security.oauth2.provider.token.DefaultTokenServices;
import org.springframework.security.oauth2.provider.token.store.JdbcTokenStore;

/** The statements that the lean store has of its own, on every database. */
@NullUnmarked
@EveryBackend
class LeanJdbcTokenStoreIT {
    private static final OAuth2Authentication USER = Samples.authentication("app", "kim", "ROLE_USER");
    private static final OAuth2Authentication OTHER = Samples.authentication("app", "lee", "ROLE_USER");

    private static LeanJdbcTokenStore lean(Tables tables) {
        return LeanJdbcTokenStore.builder(tables.dataSource(), Backends.tokens())
                .populateOnStore()
                .skipExistenceRead()
                .refreshPayloads(Backends.refreshTokens())
                .build();
    }

    @ParameterizedTest
    @EnumSource
    void theFlowsCostTheSameOnEveryDatabase(TestDatabase database) {
        try (Tables tables = Tables.on(database)) {
            LeanJdbcTokenStore store = lean(tables);

            assertThat(FlowCounts.of(store, store::evictAll, tables)).isEqualTo(new FlowCounts(3, 1, 0, 1, 5, 1, 2));
        }
    }

    @ParameterizedTest
    @EnumSource
    void anOldTokenThatTheCacheDoesNotKnowStaysOneRow(TestDatabase database) {
        try (Tables tables = Tables.on(database)) {
            LeanJdbcTokenStore store = lean(tables);
            store.storeAccessToken(Samples.token("t"), USER);
            store.evictAll();

            store.storeAccessToken(Samples.token("t"), OTHER);

            assertThat(tables.accessTokens()).isOne();
            assertThat(new JdbcTokenStore(tables.dataSource()).readAuthentication("t"))
                    .isEqualTo(OTHER);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aNewTokenWhoseKeyIsTakenIsRefused(TestDatabase database) {
        try (Tables tables = Tables.on(database)) {
            LeanJdbcTokenStore store = lean(tables);
            store.storeAccessToken(Samples.token("first"), USER);

            assertThatExceptionOfType(DuplicateKeyException.class)
                    .isThrownBy(() -> store.storeAccessToken(Samples.token("second"), USER));

            assertThat(store.readAccessToken("first")).isNotNull();
            assertThat(store.readAccessToken("second")).isNull();
        }
    }

    @ParameterizedTest
    @EnumSource
    void eightThreadsIssueTheSameTokenAgainWithoutAnException(TestDatabase database) throws Exception {
        try (Tables tables = Tables.on(database)) {
            LeanJdbcTokenStore store = lean(tables);
            DefaultTokenServices services = new DefaultTokenServices();
            services.setTokenStore(store);
            services.setSupportRefreshToken(true);
            OAuth2AccessToken issued = services.createAccessToken(USER);

            assertThat(issuedAgain(services)).hasSize(200).containsOnly(issued);

            assertThat(tables.accessTokens()).isOne();
            JdbcTokenStore plain = new JdbcTokenStore(tables.dataSource());
            assertThat(Descriptions.of(() -> store.readAuthentication(issued)))
                    .isEqualTo(Descriptions.of(() -> plain.readAuthentication(issued)));
        }
    }

    private static List<OAuth2AccessToken> issuedAgain(DefaultTokenServices services) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<OAuth2AccessToken>> answers = new ArrayList<>();
            for (int request = 0; request < 200; request++) {
                OAuth2Authentication login = Samples.authentication("app", "kim", "ROLE_" + request);
                answers.add(threads.submit(() -> services.createAccessToken(login)));
            }
            List<OAuth2AccessToken> tokens = new ArrayList<>();
            for (Future<OAuth2AccessToken> answer : answers) {
                tokens.add(answer.get(60, TimeUnit.SECONDS));
            }
            return tokens;
        } finally {
            threads.shutdownNow();
        }
    }
}
