package io.github.tokencache.springsecurityoauth2.autoconfigure;

import io.github.tokencache.springsecurityoauth2.CachingTokenStore;
import io.github.tokencache.springsecurityoauth2.RevokingTokenStore;
import java.util.Collection;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.common.DefaultOAuth2AccessToken;
import org.springframework.security.oauth2.common.DefaultOAuth2RefreshToken;
import org.springframework.security.oauth2.common.OAuth2AccessToken;
import org.springframework.security.oauth2.common.OAuth2RefreshToken;
import org.springframework.security.oauth2.provider.OAuth2Authentication;
import org.springframework.security.oauth2.provider.token.AuthenticationKeyGenerator;
import org.springframework.security.oauth2.provider.token.store.JdbcTokenStore;

/** A caching store for those who ask for a {@code JdbcTokenStore} by its class. Nothing reaches the class it extends. */
final class CachedJdbcTokenStore extends JdbcTokenStore implements RevokingTokenStore {
    private final JdbcTokenStore delegate;
    private final CachingTokenStore caching;

    CachedJdbcTokenStore(JdbcTokenStore delegate, CachingTokenStore caching) {
        super(FrameworkParts.dataSource(delegate, JdbcTokenStore.class));
        this.delegate = delegate;
        this.caching = caching;
    }

    @Override
    public @Nullable OAuth2AccessToken getAccessToken(OAuth2Authentication authentication) {
        return caching.getAccessToken(authentication);
    }

    @Override
    public void storeAccessToken(OAuth2AccessToken token, OAuth2Authentication authentication) {
        caching.storeAccessToken(token, authentication);
    }

    @Override
    public @Nullable OAuth2AccessToken readAccessToken(@Nullable String tokenValue) {
        return caching.readAccessToken(tokenValue);
    }

    @Override
    public void removeAccessToken(OAuth2AccessToken token) {
        caching.removeAccessToken(token);
    }

    @Override
    public void removeAccessToken(@Nullable String tokenValue) {
        caching.removeAccessToken(new DefaultOAuth2AccessToken(tokenValue));
    }

    @Override
    public @Nullable OAuth2Authentication readAuthentication(OAuth2AccessToken token) {
        return caching.readAuthentication(token);
    }

    @Override
    public @Nullable OAuth2Authentication readAuthentication(@Nullable String tokenValue) {
        return caching.readAuthentication(tokenValue);
    }

    @Override
    public void storeRefreshToken(OAuth2RefreshToken refreshToken, OAuth2Authentication authentication) {
        caching.storeRefreshToken(refreshToken, authentication);
    }

    @Override
    public @Nullable OAuth2RefreshToken readRefreshToken(@Nullable String tokenValue) {
        return caching.readRefreshToken(tokenValue);
    }

    @Override
    public void removeRefreshToken(OAuth2RefreshToken token) {
        caching.removeRefreshToken(token);
    }

    @Override
    public void removeRefreshToken(@Nullable String tokenValue) {
        caching.removeRefreshToken(new DefaultOAuth2RefreshToken(tokenValue));
    }

    @Override
    public @Nullable OAuth2Authentication readAuthenticationForRefreshToken(OAuth2RefreshToken token) {
        return caching.readAuthenticationForRefreshToken(token);
    }

    @Override
    public @Nullable OAuth2Authentication readAuthenticationForRefreshToken(@Nullable String tokenValue) {
        return caching.readAuthenticationForRefreshToken(new DefaultOAuth2RefreshToken(tokenValue));
    }

    @Override
    public void removeAccessTokenUsingRefreshToken(OAuth2RefreshToken refreshToken) {
        caching.removeAccessTokenUsingRefreshToken(refreshToken);
    }

    @Override
    public void removeAccessTokenUsingRefreshToken(@Nullable String refreshTokenValue) {
        caching.removeAccessTokenUsingRefreshToken(new DefaultOAuth2RefreshToken(refreshTokenValue));
    }

    @Override
    public Collection<OAuth2AccessToken> findTokensByClientId(String clientId) {
        return caching.findTokensByClientId(clientId);
    }

    @Override
    public Collection<OAuth2AccessToken> findTokensByUserName(String userName) {
        return delegate.findTokensByUserName(userName);
    }

    @Override
    public Collection<OAuth2AccessToken> findTokensByClientIdAndUserName(String clientId, String userName) {
        return caching.findTokensByClientIdAndUserName(clientId, userName);
    }

    @Override
    public void setInsertAccessTokenSql(String sql) {
        delegate.setInsertAccessTokenSql(sql);
    }

    @Override
    public void setSelectAccessTokenSql(String sql) {
        delegate.setSelectAccessTokenSql(sql);
    }

    @Override
    public void setDeleteAccessTokenSql(String sql) {
        delegate.setDeleteAccessTokenSql(sql);
    }

    @Override
    public void setInsertRefreshTokenSql(String sql) {
        delegate.setInsertRefreshTokenSql(sql);
    }

    @Override
    public void setSelectRefreshTokenSql(String sql) {
        delegate.setSelectRefreshTokenSql(sql);
    }

    @Override
    public void setDeleteRefreshTokenSql(String sql) {
        delegate.setDeleteRefreshTokenSql(sql);
    }

    @Override
    public void setSelectAccessTokenAuthenticationSql(String sql) {
        delegate.setSelectAccessTokenAuthenticationSql(sql);
    }

    @Override
    public void setSelectRefreshTokenAuthenticationSql(String sql) {
        delegate.setSelectRefreshTokenAuthenticationSql(sql);
    }

    @Override
    public void setSelectAccessTokenFromAuthenticationSql(String sql) {
        delegate.setSelectAccessTokenFromAuthenticationSql(sql);
    }

    @Override
    public void setDeleteAccessTokenFromRefreshTokenSql(String sql) {
        delegate.setDeleteAccessTokenFromRefreshTokenSql(sql);
    }

    @Override
    public void setSelectAccessTokensFromUserNameSql(String sql) {
        delegate.setSelectAccessTokensFromUserNameSql(sql);
    }

    @Override
    public void setSelectAccessTokensFromUserNameAndClientIdSql(String sql) {
        delegate.setSelectAccessTokensFromUserNameAndClientIdSql(sql);
    }

    @Override
    public void setSelectAccessTokensFromClientIdSql(String sql) {
        delegate.setSelectAccessTokensFromClientIdSql(sql);
    }

    /** The cache has taken over the generator that there was. */
    @Override
    public void setAuthenticationKeyGenerator(AuthenticationKeyGenerator authenticationKeyGenerator) {
        throw new UnsupportedOperationException(
                "authenticationKeyGenerator must be set before the bean is cached, in the method that makes it");
    }

    @Override
    public void revokeAccessToken(OAuth2AccessToken token) {
        caching.revokeAccessToken(token);
    }

    @Override
    public void revokeRefreshToken(OAuth2RefreshToken token) {
        caching.revokeRefreshToken(token);
    }
}
