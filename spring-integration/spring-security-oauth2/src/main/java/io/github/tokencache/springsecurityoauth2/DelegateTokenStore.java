package io.github.tokencache.springsecurityoauth2;

import io.github.tokencache.TokenStore;
import java.util.Collection;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.common.OAuth2AccessToken;
import org.springframework.security.oauth2.common.OAuth2RefreshToken;
import org.springframework.security.oauth2.provider.OAuth2Authentication;

/** A token store of Spring's as one of core's. */
record DelegateTokenStore(org.springframework.security.oauth2.provider.token.TokenStore store)
        implements TokenStore<OAuth2AccessToken, OAuth2RefreshToken, OAuth2Authentication> {

    @Override
    public @Nullable OAuth2Authentication readAuthentication(OAuth2AccessToken token) {
        return store.readAuthentication(token);
    }

    @Override
    @SuppressWarnings("NullAway") // null is passed on: what it does is the store's business
    public @Nullable OAuth2Authentication readAuthentication(@Nullable String tokenValue) {
        return store.readAuthentication(tokenValue);
    }

    @Override
    public void storeAccessToken(OAuth2AccessToken token, OAuth2Authentication authentication) {
        store.storeAccessToken(token, authentication);
    }

    @Override
    @SuppressWarnings("NullAway") // null is passed on: what it does is the store's business
    public @Nullable OAuth2AccessToken readAccessToken(@Nullable String tokenValue) {
        return store.readAccessToken(tokenValue);
    }

    @Override
    public void removeAccessToken(OAuth2AccessToken token) {
        store.removeAccessToken(token);
    }

    @Override
    public void storeRefreshToken(OAuth2RefreshToken token, OAuth2Authentication authentication) {
        store.storeRefreshToken(token, authentication);
    }

    @Override
    @SuppressWarnings("NullAway") // null is passed on: what it does is the store's business
    public @Nullable OAuth2RefreshToken readRefreshToken(@Nullable String tokenValue) {
        return store.readRefreshToken(tokenValue);
    }

    @Override
    public @Nullable OAuth2Authentication readAuthenticationForRefreshToken(OAuth2RefreshToken token) {
        return store.readAuthenticationForRefreshToken(token);
    }

    @Override
    public void removeRefreshToken(OAuth2RefreshToken token) {
        store.removeRefreshToken(token);
    }

    @Override
    public void removeAccessTokenUsingRefreshToken(OAuth2RefreshToken token) {
        store.removeAccessTokenUsingRefreshToken(token);
    }

    @Override
    public @Nullable OAuth2AccessToken getAccessToken(OAuth2Authentication authentication) {
        return store.getAccessToken(authentication);
    }

    @Override
    public Collection<OAuth2AccessToken> findTokensByClientIdAndUserName(String clientId, String userName) {
        return store.findTokensByClientIdAndUserName(clientId, userName);
    }

    @Override
    public Collection<OAuth2AccessToken> findTokensByClientId(String clientId) {
        return store.findTokensByClientId(clientId);
    }
}
