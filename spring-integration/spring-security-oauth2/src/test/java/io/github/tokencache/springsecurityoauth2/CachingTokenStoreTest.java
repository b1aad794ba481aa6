package io.github.tokencache.springsecurityoauth2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.tokencache.backends.EveryBackend;
import io.github.tokencache.caffeine.CaffeineCacheBackend;
import io.github.tokencache.caffeine.CaffeineSettings;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.security.oauth2.common.DefaultOAuth2AccessToken;
import org.springframework.security.oauth2.common.OAuth2AccessToken;
import org.springframework.security.oauth2.provider.OAuth2Authentication;
import org.springframework.security.oauth2.provider.token.AuthenticationKeyGenerator;
import org.springframework.security.oauth2.provider.token.DefaultAuthenticationKeyGenerator;
import org.springframework.security.oauth2.provider.token.TokenStore;
import org.springframework.security.oauth2.provider.token.store.InMemoryTokenStore;
import org.springframework.security.oauth2.provider.token.store.JdbcTokenStore;
import org.springframework.security.oauth2.provider.token.store.JwtAccessTokenConverter;
import org.springframework.security.oauth2.provider.token.store.JwtTokenStore;
import org.springframework.security.oauth2.provider.token.store.jwk.JwkTokenStore;
import org.springframework.transaction.support.TransactionTemplate;

@NullUnmarked
@EveryBackend
class CachingTokenStoreTest {
    private final Tables tables = new Tables();
    private final JdbcTokenStore jdbc = new JdbcTokenStore(tables.dataSource());
    private final CachingTokenStore store = new CachingTokenStore(jdbc, Backends.tokens());
    private final OAuth2Authentication user = Samples.authentication("app", "kim", "ROLE_USER");

    @AfterEach
    void closeTables() {
        tables.close();
    }

    @Test
    void aJwtTokenStoreIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new CachingTokenStore(new JwtTokenStore(new JwtAccessTokenConverter()), Backends.tokens()))
                .withMessage("delegate must keep its tokens, but was"
                        + " org.springframework.security.oauth2.provider.token.store.JwtTokenStore;"
                        + " a JWT carries its own content, use that store without a cache");
    }

    @Test
    void aJwkTokenStoreIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        CachingTokenStore.builder(new JwkTokenStore("https://id.example/keys"), Backends.tokens()))
                .withMessage("delegate must keep its tokens, but was"
                        + " org.springframework.security.oauth2.provider.token.store.jwk.JwkTokenStore;"
                        + " a JWT carries its own content, use that store without a cache");
    }

    @Test
    void aLeanJdbcTokenStoreIsRefused() {
        TokenStore lean = LeanJdbcTokenStore.builder(tables.dataSource(), Backends.tokens())
                .build();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CachingTokenStore(lean, Backends.tokens()))
                .withMessage("delegate must not cache by itself, but was"
                        + " io.github.tokencache.springsecurityoauth2.LeanJdbcTokenStore;"
                        + " it owns its cache, use it as it is");
    }

    @Test
    void aCachingTokenStoreIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CachingTokenStore(store, Backends.tokens()))
                .withMessage("delegate must not cache by itself, but was"
                        + " io.github.tokencache.springsecurityoauth2.CachingTokenStore; pass the store behind it");
    }

    @Test
    void elisionOverABackendThatMissesOtherNodesIsRefused() {
        CachingTokenStoreBuilder builder = CachingTokenStore.builder(
                        jdbc, CaffeineCacheBackend.create(CaffeineSettings.ofEntries(10)))
                .elideUnchangedStores();

        assertThatIllegalArgumentException()
                .isThrownBy(builder::build)
                .withMessageStartingWith("backend must be a CoherentCacheBackend to elide unchanged stores, but was ");
    }

    @Test
    void elisionOverAStoreOfSeveralTokensForAnAuthenticationIsRefused() {
        CachingTokenStoreBuilder builder = CachingTokenStore.builder(new InMemoryTokenStore(), Backends.tokens())
                .elideUnchangedStores();

        assertThatIllegalArgumentException()
                .isThrownBy(builder::build)
                .withMessage("delegate must keep one token for an authentication to elide unchanged stores, but was"
                        + " org.springframework.security.oauth2.provider.token.store.InMemoryTokenStore;"
                        + " leave out elideUnchangedStores()");
    }

    @Test
    void aTokenWhoseRowTheDelegateHasDeletedButNotInsertedAgainIsNotServed() {
        try (Interlude interlude = new Interlude(tables.dataSource())) {
            CachingTokenStore byAuthentication = CachingTokenStore.builder(
                            new JdbcTokenStore(interlude.dataSource()), Backends.tokens())
                    .authenticationKeyGenerator(new DefaultAuthenticationKeyGenerator())
                    .build();
            OAuth2Authentication other = Samples.authentication("app", "lee", "ROLE_USER");
            byAuthentication.storeAccessToken(Samples.token("t"), other);
            byAuthentication.getAccessToken(other);
            byAuthentication.storeAccessToken(Samples.token("t"), user);
            byAuthentication.readAccessToken("t");
            outdateRow(other);
            IllegalStateException away = new IllegalStateException("the database failed on purpose");
            interlude.before(sql -> sql.startsWith("insert"), () -> {
                throw away;
            });

            assertThatIllegalStateException()
                    .isThrownBy(() -> byAuthentication.getAccessToken(other))
                    .isSameAs(away);

            assertThat(tables.accessTokens()).isZero();
            assertThat(byAuthentication.readAccessToken("t")).isNull();
        }
    }

    private void outdateRow(OAuth2Authentication other) {
        tables.jdbc()
                .update(
                        "update oauth_access_token set authentication_id = ?",
                        new DefaultAuthenticationKeyGenerator().extractKey(other));
    }

    @Test
    void aTokenRemovedBehindItsBackIsServedUntilItIsEvicted() {
        store.storeAccessToken(Samples.token("t"), user);
        store.readAccessToken("t");
        jdbc.removeAccessToken("t");
        assertThat(store.readAccessToken("t")).isNotNull();

        store.evictAccessToken("t");

        assertThat(store.readAccessToken("t")).isNull();
    }

    @Test
    void theTokensOfAUserAreEvictedTogether() {
        OAuth2Authentication other = Samples.authentication("app", "lee", "ROLE_USER");
        cached("kim-1", user);
        cached("kim-2", Samples.authentication("app-2", "kim", "ROLE_USER"));
        cached("lee-1", other);
        tables.jdbc().update("delete from oauth_access_token");

        store.evictUser("kim");

        assertThat(store.readAccessToken("kim-1")).isNull();
        assertThat(store.readAccessToken("kim-2")).isNull();
        assertThat(store.readAccessToken("lee-1")).isNotNull();
    }

    @Test
    void everythingIsEvictedTogether() {
        cached("t", user);
        tables.jdbc().update("delete from oauth_access_token");

        store.evictAll();

        assertThat(store.readAccessToken("t")).isNull();
        assertThat(store.readAuthentication("t")).isNull();
    }

    private void cached(String token, OAuth2Authentication authentication) {
        store.storeAccessToken(Samples.token(token), authentication);
        store.readAccessToken(token);
    }

    @Test
    void whatOneRequestSetsOnAnAuthenticationNoOtherSees() {
        cached("t", user);
        for (int request = 0; request < 3; request++) {
            OAuth2Authentication authentication = store.readAuthentication("t");

            assertThat(authentication.getDetails()).isNull();
            authentication.setDetails("remote address " + request);
        }
    }

    @Test
    void whatAnEnhancerChangesOfAStoredTokenIsNotInTheCache() {
        CachingTokenStore populating = CachingTokenStore.builder(new InMemoryTokenStore(), Backends.tokens())
                .populateOnStore()
                .build();
        DefaultOAuth2AccessToken token = Samples.token("t");
        populating.storeAccessToken(token, user);

        token.setTokenType("changed");

        assertThat(populating.readAccessToken("t").getTokenType()).isEqualTo("bearer");
    }

    /** Tells devices apart, as the default generator does not. */
    private static final AuthenticationKeyGenerator BY_DEVICE = authentication ->
            authentication.getOAuth2Request().getRequestParameters().get("device");

    private static OAuth2Authentication device(String device) {
        OAuth2Authentication user = Samples.authentication("app", "kim", "ROLE_USER");
        return new OAuth2Authentication(Samples.request("app", Map.of("device", device)), user.getUserAuthentication());
    }

    @Test
    void withoutAKeyGeneratorTheDelegateFindsTheTokenOfEachDevice() {
        jdbc.setAuthenticationKeyGenerator(BY_DEVICE);
        CachingTokenStore populating = CachingTokenStore.builder(jdbc, Backends.tokens())
                .populateOnStore()
                .build();

        assertThatEachDeviceGetsItsOwn(populating);
    }

    @Test
    void withTheDelegatesKeyGeneratorTheTokenOfEachDeviceIsFoundInTheCache() {
        jdbc.setAuthenticationKeyGenerator(BY_DEVICE);
        CachingTokenStore populating = CachingTokenStore.builder(jdbc, Backends.tokens())
                .authenticationKeyGenerator(BY_DEVICE)
                .populateOnStore()
                .build();

        assertThatEachDeviceGetsItsOwn(populating);
        assertThat(tables.statementsOf(() -> populating.getAccessToken(device("a"))))
                .isEmpty();
    }

    private static void assertThatEachDeviceGetsItsOwn(TokenStore populating) {
        populating.storeAccessToken(Samples.token("of-a"), device("a"));
        populating.storeAccessToken(Samples.token("of-b"), device("b"));

        assertThat(populating.getAccessToken(device("a"))).isEqualTo(Samples.token("of-a"));
        assertThat(populating.getAccessToken(device("b"))).isEqualTo(Samples.token("of-b"));
    }

    @Test
    void withItsDataSourceAReadInATransactionFillsTheCache() {
        CachingTokenStore transactional = CachingTokenStore.builder(jdbc, Backends.tokens())
                .dataSource(tables.dataSource())
                .build();
        jdbc.storeAccessToken(Samples.token("t"), user);

        transaction().executeWithoutResult(status -> transactional.readAccessToken("t"));

        assertThat(tables.statementsOf(() -> transactional.readAccessToken("t")))
                .isEmpty();
    }

    @Test
    void withoutItsDataSourceAReadInATransactionFillsNothing() {
        jdbc.storeAccessToken(Samples.token("t"), user);

        transaction().executeWithoutResult(status -> store.readAccessToken("t"));

        assertThat(tables.statementsOf(() -> store.readAccessToken("t"))).hasSize(2);
    }

    @Test
    void withoutItsDataSourceAnUncommittedRemovalIsNotUndoneByAReaderAndHoldsAfterTheCommit() {
        cached("t", user);

        transaction().executeWithoutResult(status -> {
            store.removeAccessToken(Samples.token("t"));
            assertThat(inAnotherThread()).isNotNull();
        });

        assertThat(store.readAccessToken("t")).isNull();
    }

    @Test
    void aRemovalThatIsRolledBackLeavesTheToken() {
        CachingTokenStore transactional = CachingTokenStore.builder(jdbc, Backends.tokens())
                .dataSource(tables.dataSource())
                .build();
        transactional.storeAccessToken(Samples.token("t"), user);

        transaction().executeWithoutResult(status -> {
            transactional.removeAccessToken(Samples.token("t"));
            assertThat(transactional.readAccessToken("t")).isNull();
            status.setRollbackOnly();
        });

        assertThat(transactional.readAccessToken("t")).isNotNull();
        assertThat(tables.statementsOf(() -> transactional.readAccessToken("t")))
                .isEmpty();
    }

    private OAuth2AccessToken inAnotherThread() {
        return CompletableFuture.supplyAsync(() -> store.readAccessToken("t")).join();
    }

    private TransactionTemplate transaction() {
        return new TransactionTemplate(new DataSourceTransactionManager(tables.dataSource()));
    }
}
