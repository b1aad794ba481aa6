package io.github.tokencache.springsecurityoauth2;

import io.github.tokencache.TokenCacheSettings;
import io.github.tokencache.TokenModel;
import io.github.tokencache.TokenStore;
import io.github.tokencache.backends.EveryBackend;
import io.github.tokencache.testkit.store.TokenStoreContract;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import javax.sql.DataSource;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.springframework.security.oauth2.common.DefaultOAuth2AccessToken;
import org.springframework.security.oauth2.common.DefaultOAuth2RefreshToken;
import org.springframework.security.oauth2.common.OAuth2AccessToken;
import org.springframework.security.oauth2.common.OAuth2RefreshToken;
import org.springframework.security.oauth2.provider.OAuth2Authentication;
import org.springframework.security.oauth2.provider.token.DefaultAuthenticationKeyGenerator;
import org.springframework.security.oauth2.provider.token.store.JdbcTokenStore;

/** The kit's contract of a token store, on Spring's own store and on ours. */
@NullUnmarked
@EveryBackend
class SpringStoreContractTest {

    abstract static class OfSpring
            extends TokenStoreContract<OAuth2AccessToken, OAuth2RefreshToken, OAuth2Authentication> {
        private final Tables tables = new Tables();

        abstract org.springframework.security.oauth2.provider.token.TokenStore store(DataSource dataSource);

        @Override
        protected TokenStore<OAuth2AccessToken, OAuth2RefreshToken, OAuth2Authentication> newStore() {
            return new DelegateTokenStore(store(tables.dataSource()));
        }

        @Override
        protected TokenModel<OAuth2AccessToken, OAuth2RefreshToken, OAuth2Authentication> model() {
            return new SpringTokenModel(new DefaultAuthenticationKeyGenerator());
        }

        @Override
        @SuppressWarnings("JavaUtilDate") // Spring's tokens have it
        protected OAuth2AccessToken accessToken(String value, Instant expiry, OAuth2RefreshToken refreshToken) {
            DefaultOAuth2AccessToken token = new DefaultOAuth2AccessToken(value);
            token.setExpiration(expiry == null ? null : Date.from(expiry));
            token.setRefreshToken(refreshToken);
            return token;
        }

        @Override
        protected OAuth2RefreshToken refreshToken(String value) {
            return new DefaultOAuth2RefreshToken(value);
        }

        @Override
        protected OAuth2Authentication authentication(String user, String client, String authority) {
            return Samples.authentication(client, user, authority);
        }

        @Override
        protected String authorityOf(OAuth2Authentication authentication) {
            return authentication.getAuthorities().iterator().next().getAuthority();
        }

        @AfterEach
        void closeTables() {
            tables.close();
        }
    }

    @Nested
    class Plain extends OfSpring {

        @Override
        JdbcTokenStore store(DataSource dataSource) {
            return new JdbcTokenStore(dataSource);
        }
    }

    @Nested
    class Caching extends OfSpring {

        @Override
        CachingTokenStore store(DataSource dataSource) {
            return new CachingTokenStore(new JdbcTokenStore(dataSource), Backends.tokens());
        }
    }

    @Nested
    class CachingAllThereIs extends OfSpring {

        @Override
        CachingTokenStore store(DataSource dataSource) {
            return CachingTokenStore.builder(new JdbcTokenStore(dataSource), Backends.tokens())
                    .settings(TokenCacheSettings.defaults().withUnknownTimeToLive(Duration.ofSeconds(5)))
                    .authenticationKeyGenerator(new DefaultAuthenticationKeyGenerator())
                    .populateOnStore()
                    .elideUnchangedStores()
                    .refreshPayloads(Backends.refreshTokens())
                    .build();
        }
    }

    @Nested
    class Lean extends OfSpring {

        @Override
        LeanJdbcTokenStore store(DataSource dataSource) {
            return LeanJdbcTokenStore.builder(dataSource, Backends.tokens()).build();
        }
    }

    @Nested
    class LeanAllThereIs extends OfSpring {

        @Override
        LeanJdbcTokenStore store(DataSource dataSource) {
            return LeanJdbcTokenStore.builder(dataSource, Backends.tokens())
                    .settings(TokenCacheSettings.defaults().withUnknownTimeToLive(Duration.ofSeconds(5)))
                    .populateOnStore()
                    .elideUnchangedStores()
                    .skipExistenceRead()
                    .refreshPayloads(Backends.refreshTokens())
                    .build();
        }
    }
}
