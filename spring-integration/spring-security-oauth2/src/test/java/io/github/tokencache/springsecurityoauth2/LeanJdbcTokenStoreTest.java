package io.github.tokencache.springsecurityoauth2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.tokencache.CacheEnvironment;
import io.github.tokencache.TokenEntry;
import io.github.tokencache.backends.EveryBackend;
import io.github.tokencache.testkit.FailingBackend;
import io.github.tokencache.testkit.FakeClock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.BeanWrapper;
import org.springframework.beans.BeanWrapperImpl;
import org.springframework.beans.PropertyAccessException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.security.oauth2.common.OAuth2AccessToken;
import org.springframework.security.oauth2.provider.OAuth2Authentication;
import org.springframework.security.oauth2.provider.token.DefaultAuthenticationKeyGenerator;
import org.springframework.security.oauth2.provider.token.store.JdbcTokenStore;

@NullUnmarked
@EveryBackend
class LeanJdbcTokenStoreTest {
    private final Tables tables = new Tables();
    private final FailingBackend<TokenEntry<OAuth2AccessToken, OAuth2Authentication>> backend =
            new FailingBackend<>(Backends.tokens());
    private final FakeClock clock = new FakeClock();
    private final LeanJdbcTokenStore store = LeanJdbcTokenStore.builder(tables.dataSource(), backend)
            .environment(CacheEnvironment.of("tokens").withMonotonicClock(clock))
            .populateOnStore()
            .skipExistenceRead()
            .build();
    private final JdbcTokenStore plain = new JdbcTokenStore(tables.dataSource());
    private final OAuth2Authentication user = Samples.authentication("app", "kim", "ROLE_USER");

    @AfterEach
    void closeTables() {
        tables.close();
    }

    @Test
    void everyStatementOfTheApplicationsIsRefused() {
        BeanWrapper bean = new BeanWrapperImpl(store);
        List<String> refused = new ArrayList<>();
        for (var property : bean.getPropertyDescriptors()) {
            if (property.getName().endsWith("Sql")) {
                assertThatExceptionOfType(PropertyAccessException.class)
                        .isThrownBy(() -> bean.setPropertyValue(property.getName(), "select 1"))
                        .havingCause()
                        .isInstanceOf(UnsupportedOperationException.class)
                        .withMessage(property.getName() + " must be left to LeanJdbcTokenStore, but was 'select 1';"
                                + " for other tables put a JdbcTokenStore behind a CachingTokenStore");
                refused.add(property.getName());
            }
        }
        assertThat(refused).hasSize(13);
    }

    @Test
    void aKeyGeneratorSetLaterIsUsed() {
        store.setAuthenticationKeyGenerator(authentication -> "one key for all");
        store.storeAccessToken(Samples.token("t"), user);

        assertThat(store.getAccessToken(Samples.clientOnly("other"))).isEqualTo(Samples.token("t"));
        assertThat(tables.jdbc().queryForObject("select authentication_id from oauth_access_token", String.class))
                .isEqualTo("one key for all");
    }

    @Test
    void theRowOfAnAuthenticationWithAnotherKeyIsRewritten() {
        store.storeAccessToken(Samples.token("t"), user);
        OAuth2Authentication other = Samples.authentication("app", "lee", "ROLE_USER");
        tables.jdbc().update("update oauth_access_token set authentication_id = ?", keyOf(other));
        store.evictAll();

        assertThat(store.getAccessToken(other)).isEqualTo(Samples.token("t"));

        assertThat(store.readAuthentication("t")).isEqualTo(other);
        assertThat(plain.readAuthentication("t")).isEqualTo(other);
        assertThat(tables.accessTokens()).isOne();
    }

    private static String keyOf(OAuth2Authentication authentication) {
        return new DefaultAuthenticationKeyGenerator().extractKey(authentication);
    }

    @Test
    void aStoreThatFailsChangesNothing() {
        store.storeAccessToken(Samples.token("mine"), user);
        OAuth2Authentication other = Samples.authentication("app", "lee", "ROLE_USER");
        store.storeAccessToken(Samples.token("theirs"), other);

        assertThatExceptionOfType(DuplicateKeyException.class)
                .isThrownBy(() -> store.storeAccessToken(Samples.token("mine"), other));

        assertThat(store.readAuthentication("mine")).isEqualTo(user);
        assertThat(plain.readAuthentication("mine")).isEqualTo(user);
    }

    @Test
    void aNewTokenWhoseKeyIsTakenIsRefusedAsByThePlainStore() {
        store.storeAccessToken(Samples.token("first"), user);

        assertThatExceptionOfType(DuplicateKeyException.class)
                .isThrownBy(() -> store.storeAccessToken(Samples.token("second"), user));

        assertThat(store.readAccessToken("second")).isNull();
        assertThat(tables.accessTokens()).isOne();
    }

    @Test
    void anUnreadableTokenIsRemovedByItsRead() {
        store.storeAccessToken(Samples.token("t"), user);
        spoil("token");

        assertThat(store.readAccessToken("t")).isNull();

        assertThat(tables.accessTokens()).isZero();
        assertThat(store.readAuthentication("t")).isNull();
    }

    @Test
    void anUnreadableAuthenticationIsRemovedByItsOwnReadOnly() {
        store.storeAccessToken(Samples.token("t"), user);
        spoil("authentication");

        assertThat(store.readAccessToken("t")).isEqualTo(Samples.token("t"));
        assertThat(tables.accessTokens()).isOne();
        assertThat(store.readAuthentication("t")).isNull();
        assertThat(tables.accessTokens()).isZero();
    }

    @Test
    void unreadableTokensAreRemovedByASearch() {
        store.storeAccessToken(Samples.token("t"), user);
        tables.jdbc().update("update oauth_access_token set token = ?", new byte[] {1});

        assertThat(store.findTokensByUserName("kim")).isEmpty();

        assertThat(tables.accessTokens()).isZero();
        assertThat(store.readAccessToken("t")).isNull();
    }

    @Test
    void anUnreadableRefreshTokenIsRemovedByItsRead() {
        store.storeRefreshToken(Samples.refreshToken("r"), user);
        tables.jdbc().update("update oauth_refresh_token set token = ?", new byte[] {1});

        assertThat(store.readRefreshToken("r")).isNull();

        assertThat(tables.refreshTokens()).isZero();
    }

    @Test
    void anUnreadableRowIsAnsweredWithNullWhenTheCacheCannotBeToldOfItsRemoval() {
        store.storeAccessToken(Samples.token("t"), user);
        spoil("token");
        backend.fail(FailingBackend.Operation.BEGIN, FailingBackend.Effect.NONE);

        assertThat(store.readAccessToken("t")).isNull();

        assertThat(tables.accessTokens()).isOne();
    }

    @Test
    void aSearchIsAnsweredWhenTheCacheCannotBeCleared() {
        store.storeAccessToken(Samples.token("t"), user);
        tables.jdbc().update("update oauth_access_token set token = ?", new byte[] {1});
        backend.fail(FailingBackend.Operation.CLEAR, FailingBackend.Effect.NONE);

        assertThat(store.findTokensByUserName("kim")).isEmpty();

        assertThat(tables.accessTokens()).as("left to the next search").isOne();
        backend.heal();
        assertThat(store.recover()).isTrue();
        assertThat(store.findTokensByUserName("kim")).isEmpty();
        assertThat(tables.accessTokens()).isZero();
        assertThat(store.readAccessToken("t")).isNull();
    }

    private void spoil(String column) {
        tables.jdbc().update("update oauth_access_token set " + column + " = ?", new byte[] {1});
        store.evictAll();
    }

    @Test
    void tokensAreFoundByEveryOverload() {
        store.storeAccessToken(Samples.token("t", Samples.refreshToken("r")), user);
        store.storeRefreshToken(Samples.refreshToken("r"), user);

        assertThat(store.findTokensByUserName("kim")).containsExactly(Samples.token("t"));
        assertThat(store.readAuthenticationForRefreshToken("r")).isEqualTo(user);
        store.removeAccessTokenUsingRefreshToken("r");
        assertThat(store.readAccessToken("t")).isNull();
        store.removeRefreshToken("r");
        assertThat(store.readRefreshToken("r")).isNull();
        store.storeAccessToken(Samples.token("t"), user);
        store.removeAccessToken("t");
        assertThat(store.readAccessToken("t")).isNull();
        assertThat(tables.accessTokens() + tables.refreshTokens()).isZero();
    }
}
