package io.github.tokencache.springsecurityoauth2;

import java.util.Collection;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.common.DefaultOAuth2RefreshToken;
import org.springframework.security.oauth2.common.OAuth2AccessToken;
import org.springframework.security.oauth2.common.OAuth2RefreshToken;
import org.springframework.security.oauth2.provider.OAuth2Authentication;
import org.springframework.security.oauth2.provider.token.TokenStore;

/**
 * The token store as the framework's token services see it. While a thread captures, they check and make tokens as ever,
 * but what they want to store is held back, so that it can be stored together with the family, and is not when a check
 * fails half-way.
 */
final class CapturingTokenStore implements RevokingTokenStore {
    private final TokenStore store;

    @SuppressWarnings("ThreadLocalUsage") // of one store, and always empty after a capture
    private final ThreadLocal<Capture> captures = new ThreadLocal<>();

    private final FamilyRevocation revocation;
    private final BiConsumer<String, String> replacedRevocation;

    /**
     * A store in front of another.
     *
     * @param store the other
     * @param revocation revokes the family of a token
     * @param replacedRevocation revokes the family of a replaced token's value, if it is of the client
     */
    CapturingTokenStore(TokenStore store, FamilyRevocation revocation, BiConsumer<String, String> replacedRevocation) {
        this.store = store;
        this.revocation = revocation;
        this.replacedRevocation = replacedRevocation;
    }

    @Override
    public void revokeAccessToken(OAuth2AccessToken token) {
        revocation.revokeAccessToken(token);
    }

    @Override
    public void revokeRefreshToken(OAuth2RefreshToken token) {
        revocation.revokeRefreshToken(token.getValue());
    }

    @Override
    public void revokeReplacedToken(String tokenValue, String clientId) {
        replacedRevocation.accept(tokenValue, clientId);
    }

    private static final class Capture {
        private final @Nullable OAuth2Authentication presented;
        private @Nullable OAuth2AccessToken token;
        private @Nullable OAuth2Authentication authentication;

        Capture(@Nullable OAuth2Authentication presented) {
            this.presented = presented;
        }
    }

    /**
     * What the services make.
     *
     * @param presented the authentication of the refresh token that they will ask for; null at a login
     */
    MintedTokens capture(@Nullable OAuth2Authentication presented, Supplier<OAuth2AccessToken> services) {
        Capture capture = new Capture(presented);
        captures.set(capture);
        try {
            OAuth2AccessToken answered = services.get();
            OAuth2AccessToken token = capture.token;
            OAuth2Authentication authentication = capture.authentication;
            if (token == null || authentication == null) {
                throw new IllegalStateException("the token services must store what they answer, but stored nothing");
            }
            return new MintedTokens(answered, authentication);
        } finally {
            captures.remove();
        }
    }

    private boolean isCapturing() {
        return captures.get() != null;
    }

    @Override
    public OAuth2Authentication readAuthentication(OAuth2AccessToken token) {
        return store.readAuthentication(token);
    }

    @Override
    public OAuth2Authentication readAuthentication(String token) {
        return store.readAuthentication(token);
    }

    @Override
    public void storeAccessToken(OAuth2AccessToken token, OAuth2Authentication authentication) {
        Capture capture = captures.get();
        if (capture == null) {
            store.storeAccessToken(token, authentication);
        } else {
            capture.token = token;
            capture.authentication = authentication;
        }
    }

    @Override
    public OAuth2AccessToken readAccessToken(String tokenValue) {
        return store.readAccessToken(tokenValue);
    }

    @Override
    public void removeAccessToken(OAuth2AccessToken token) {
        if (!isCapturing()) {
            store.removeAccessToken(token);
        }
    }

    /** Held back it is part of the access token. */
    @Override
    public void storeRefreshToken(OAuth2RefreshToken refreshToken, OAuth2Authentication authentication) {
        if (!isCapturing()) {
            store.storeRefreshToken(refreshToken, authentication);
        }
    }

    /** Without its expiry, which has been checked by then. */
    @Override
    public OAuth2RefreshToken readRefreshToken(String tokenValue) {
        return isCapturing() ? new DefaultOAuth2RefreshToken(tokenValue) : store.readRefreshToken(tokenValue);
    }

    @Override
    public OAuth2Authentication readAuthenticationForRefreshToken(OAuth2RefreshToken token) {
        Capture capture = captures.get();
        return capture == null || capture.presented == null
                ? store.readAuthenticationForRefreshToken(token)
                : capture.presented;
    }

    @Override
    public void removeRefreshToken(OAuth2RefreshToken token) {
        if (!isCapturing()) {
            store.removeRefreshToken(token);
        }
    }

    @Override
    public void removeAccessTokenUsingRefreshToken(OAuth2RefreshToken refreshToken) {
        if (!isCapturing()) {
            store.removeAccessTokenUsingRefreshToken(refreshToken);
        }
    }

    /** None while capturing: a login gets tokens of its own. */
    @Override
    public @Nullable OAuth2AccessToken getAccessToken(OAuth2Authentication authentication) {
        return isCapturing() ? null : store.getAccessToken(authentication);
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
