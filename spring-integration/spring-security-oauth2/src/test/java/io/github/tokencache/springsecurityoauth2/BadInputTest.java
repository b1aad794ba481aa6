package io.github.tokencache.springsecurityoauth2;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tokencache.backends.EveryBackend;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.security.oauth2.common.DefaultOAuth2AccessToken;
import org.springframework.security.oauth2.common.DefaultOAuth2RefreshToken;
import org.springframework.security.oauth2.common.OAuth2AccessToken;
import org.springframework.security.oauth2.provider.OAuth2Authentication;
import org.springframework.security.oauth2.provider.token.DefaultAuthenticationKeyGenerator;
import org.springframework.security.oauth2.provider.token.TokenStore;
import org.springframework.security.oauth2.provider.token.store.InMemoryTokenStore;
import org.springframework.security.oauth2.provider.token.store.JdbcTokenStore;

/** What makes no sense is answered as by the bare store, and leaves the cache intact. */
@NullUnmarked
@EveryBackend
class BadInputTest {
    private final Tables bareTables = new Tables();
    private final Tables cachingTables = new Tables();
    private final Tables leanTables = new Tables();
    private final TokenStore bare = new JdbcTokenStore(bareTables.dataSource());
    private final TokenStore caching = CachingTokenStore.builder(
                    new JdbcTokenStore(cachingTables.dataSource()), Backends.tokens())
            .authenticationKeyGenerator(new DefaultAuthenticationKeyGenerator())
            .populateOnStore()
            .elideUnchangedStores()
            .refreshPayloads(Backends.refreshTokens())
            .build();
    private final TokenStore lean = LeanJdbcTokenStore.builder(leanTables.dataSource(), Backends.tokens())
            .populateOnStore()
            .skipExistenceRead()
            .elideUnchangedStores()
            .refreshPayloads(Backends.refreshTokens())
            .build();
    private final OAuth2Authentication user = Samples.authentication("app", "kim", "ROLE_USER");

    @AfterEach
    void closeTables() {
        bareTables.close();
        cachingTables.close();
        leanTables.close();
    }

    static Stream<String> values() {
        return Stream.of(
                null, "", " ", "x".repeat(1 << 20), "토큰-\uD83D\uDD11", "\uD800", "a\u0000b", "'; drop table x --");
    }

    @ParameterizedTest
    @MethodSource("values")
    void anOddValueIsAnsweredAsByTheBareStore(String value) {
        DefaultOAuth2AccessToken token = Samples.token(value, new DefaultOAuth2RefreshToken(value));
        assertThatAllAnswerAlike(store -> store.readAccessToken(value));
        assertThatAllAnswerAlike(store -> store.readAuthentication(value));
        assertThatAllAnswerAlike(store -> store.readAuthentication(token));
        assertThatAllAnswerAlike(store -> store.readRefreshToken(value));
        assertThatAllAnswerAlike(store -> {
            store.storeAccessToken(token, user);
            store.storeRefreshToken(token.getRefreshToken(), user);
            return store.readAccessToken(value);
        });
        assertThatAllAnswerAlike(store -> store.readAccessToken(value));
        assertThatAllAnswerAlike(store -> store.getAccessToken(user));
        assertThatAllAnswerAlike(store -> store.readRefreshToken(value));
        assertThatAllAnswerAlike(store -> store.readAuthenticationForRefreshToken(token.getRefreshToken()));
        assertThatAllAnswerAlike(store -> {
            store.removeAccessTokenUsingRefreshToken(token.getRefreshToken());
            store.removeRefreshToken(token.getRefreshToken());
            store.removeAccessToken(token);
            return store.readAccessToken(value);
        });
        assertThat(List.of(cachingTables.accessTokens(), leanTables.accessTokens()))
                .containsOnly(bareTables.accessTokens());
    }

    static Stream<Instant> expiries() {
        return Stream.of(null, Instant.EPOCH, Instant.now().minusSeconds(1), Instant.ofEpochMilli(Long.MAX_VALUE));
    }

    @ParameterizedTest
    @MethodSource("expiries")
    void anOddExpiryIsAnsweredAsByTheBareStore(Instant expiry) {
        for (int round = 0; round < 3; round++) {
            assertThatAllAnswerAlike(store -> {
                store.storeAccessToken(Samples.token("t", expiry), user);
                return store.readAccessToken("t");
            });
            assertThatAllAnswerAlike(store -> store.readAuthentication("t"));
            assertThatAllAnswerAlike(store -> store.getAccessToken(user));
        }
    }

    @Test
    @SuppressWarnings("ReturnValueIgnored")
    void nullIsAnsweredAsByTheBareStore() {
        assertThatAllAnswerAlike(store -> store.readAuthentication((OAuth2AccessToken) null));
        assertThatAllAnswerAlike(store -> store.getAccessToken(null));
        assertThatAllAnswerAlike(store -> store.readAuthenticationForRefreshToken(null));
        assertThatAllAnswerAlike(store -> done(() -> store.storeAccessToken(null, user)));
        assertThatAllAnswerAlike(store -> done(() -> store.storeAccessToken(Samples.token("t"), null)));
        assertThatAllAnswerAlike(store -> done(() -> store.storeRefreshToken(null, user)));
        assertThatAllAnswerAlike(store -> done(() -> store.removeAccessToken(null)));
        assertThatAllAnswerAlike(store -> done(() -> store.removeRefreshToken(null)));
        assertThatAllAnswerAlike(store -> done(() -> store.removeAccessTokenUsingRefreshToken(null)));
        assertThatAllAnswerAlike(store -> store.findTokensByClientId(null));
        assertThatAllAnswerAlike(store -> store.findTokensByClientIdAndUserName(null, null));
        assertThatAllAnswerAlike(store -> store.readAccessToken("t"));
    }

    private static Object done(Runnable call) {
        call.run();
        return "done";
    }

    @ParameterizedTest
    @ValueSource(strings = {"token", "authentication"})
    void anUnreadableRowIsAnsweredAsByTheBareStore(String column) {
        for (Tables tables : List.of(bareTables, cachingTables, leanTables)) {
            new JdbcTokenStore(tables.dataSource()).storeAccessToken(Samples.token("t"), user);
            tables.jdbc().update("update oauth_access_token set " + column + " = ?", new byte[] {1, 2, 3});
        }
        assertThatAllAnswerAlike(store -> store.readAccessToken("t"));
        assertThatAllAnswerAlike(store -> store.readAuthentication("t"));
        assertThatAllAnswerAlike(store -> store.readAccessToken("t"));
        assertThat(List.of(bareTables.accessTokens(), cachingTables.accessTokens(), leanTables.accessTokens()))
                .containsOnly(0);
    }

    @Test
    void aDatabaseThatFailsFailsAsWithTheBareStoreAndIsAskedAgain() {
        List<Tables> all = List.of(bareTables, cachingTables, leanTables);
        all.forEach(tables -> new JdbcTokenStore(tables.dataSource()).storeAccessToken(Samples.token("t"), user));
        all.forEach(tables -> tables.failFromNowOn(true));
        assertThatAllAnswerAlike(store -> store.readAccessToken("t"));
        assertThatAllAnswerAlike(store -> store.getAccessToken(user));
        assertThatAllAnswerAlike(store -> done(() -> store.storeAccessToken(Samples.token("u"), user)));
        assertThatAllAnswerAlike(store -> done(() -> store.removeAccessToken(Samples.token("t"))));

        all.forEach(tables -> tables.failFromNowOn(false));

        assertThatAllAnswerAlike(store -> store.readAccessToken("t"));
        assertThatAllAnswerAlike(store -> store.readAccessToken("u"));
        assertThatAllAnswerAlike(store -> store.getAccessToken(user));
    }

    @Test
    void aDelegateThatKnowsATokenButNotItsAuthenticationIsAskedEachTime() {
        InMemoryTokenStore forgetful = new InMemoryTokenStore() {
            @Override
            public OAuth2Authentication readAuthentication(String token) {
                return null;
            }

            @Override
            public Collection<OAuth2AccessToken> findTokensByClientId(String clientId) {
                return null;
            }
        };
        TokenStore cached = new CachingTokenStore(forgetful, Backends.tokens());
        cached.storeAccessToken(Samples.token("t"), user);

        assertThat(cached.readAccessToken("t")).isEqualTo(Samples.token("t"));
        assertThat(cached.readAuthentication("t")).isNull();
        assertThat(cached.findTokensByClientId("app")).isNull();
        forgetful.removeAccessToken("t");
        assertThat(cached.readAccessToken("t")).isNull();
    }

    private void assertThatAllAnswerAlike(Function<TokenStore, Object> call) {
        String expected = Descriptions.of(() -> call.apply(bare));
        assertThat(Descriptions.of(() -> call.apply(caching))).isEqualTo(expected);
        assertThat(Descriptions.of(() -> call.apply(lean))).isEqualTo(expected);
    }

    @Test
    void aTokenThatCannotBeCopiedIsNotCachedButAnswered() {
        TokenStore cached = CachingTokenStore.builder(keepingObjects(), Backends.tokens())
                .populateOnStore()
                .elideUnchangedStores()
                .build();
        DefaultOAuth2AccessToken token = Samples.token("t");
        token.getAdditionalInformation().put("not serializable", new Object());

        cached.storeAccessToken(token, user);
        cached.storeAccessToken(token, user);

        assertThat(cached.readAccessToken("t")).isSameAs(token);
    }

    /** A store that serializes nothing, and is not the one that is refused for elision. */
    private static TokenStore keepingObjects() {
        InMemoryTokenStore kept = new InMemoryTokenStore();
        return (TokenStore) Proxy.newProxyInstance(
                TokenStore.class.getClassLoader(),
                new Class<?>[] {TokenStore.class},
                (proxy, method, arguments) -> method.invoke(kept, arguments));
    }
}
