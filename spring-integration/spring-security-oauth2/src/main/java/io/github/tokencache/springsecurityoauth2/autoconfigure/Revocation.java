package io.github.tokencache.springsecurityoauth2.autoconfigure;

import io.github.tokencache.springsecurityoauth2.RevokingTokenStore;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.common.OAuth2AccessToken;
import org.springframework.security.oauth2.common.OAuth2RefreshToken;
import org.springframework.security.oauth2.provider.OAuth2Authentication;
import org.springframework.security.oauth2.provider.token.TokenStore;

/**
 * Revokes what a client presents, by RFC 7009: an access token or a refresh token, with the rest of its grant. A store
 * without a cache is asked to remove the same rows one by one.
 */
final class Revocation {
    private final TokenStore store;

    Revocation(TokenStore store) {
        this.store = store;
    }

    /** What became of it. */
    enum Outcome {
        /** It is revoked, or there is none. */
        DONE,
        /** It was issued to another client, and stays as it is. */
        FOREIGN
    }

    /** The hint only says where to look first. */
    Outcome revoke(String tokenValue, String clientId, boolean refreshTokenFirst) {
        Outcome first = refreshTokenFirst
                ? refreshToken(store, tokenValue, clientId)
                : accessToken(store, tokenValue, clientId);
        if (first != null) {
            return first;
        }
        Outcome second = refreshTokenFirst
                ? accessToken(store, tokenValue, clientId)
                : refreshToken(store, tokenValue, clientId);
        if (second != null) {
            return second;
        }
        replacedToken(store, tokenValue, clientId);
        return Outcome.DONE;
    }

    private static @Nullable Outcome accessToken(TokenStore store, String tokenValue, String clientId) {
        OAuth2AccessToken token = store.readAccessToken(tokenValue);
        if (token == null) {
            return null;
        }
        OAuth2Authentication authentication = store.readAuthentication(token);
        if (authentication == null) {
            return withoutAuthentication(store, token, clientId);
        }
        if (isForeign(authentication, clientId)) {
            return Outcome.FOREIGN;
        }
        if (store instanceof RevokingTokenStore revoking) {
            revoking.revokeAccessToken(token);
        } else {
            remove(store, token);
        }
        return Outcome.DONE;
    }

    /** A refresh may have replaced it since it was read, so its refresh token has to say whose it is. */
    private static Outcome withoutAuthentication(TokenStore store, OAuth2AccessToken token, String clientId) {
        OAuth2RefreshToken refreshToken = token.getRefreshToken();
        if (refreshToken != null) {
            Outcome outcome = refreshToken(store, refreshToken.getValue(), clientId);
            if (outcome == Outcome.FOREIGN) {
                return Outcome.FOREIGN;
            }
            if (outcome == null) {
                replacedToken(store, refreshToken.getValue(), clientId);
            }
        }
        remove(store, token);
        return Outcome.DONE;
    }

    private static void replacedToken(TokenStore store, String tokenValue, String clientId) {
        if (store instanceof RevokingTokenStore revoking) {
            revoking.revokeReplacedToken(tokenValue, clientId);
        }
    }

    private static @Nullable Outcome refreshToken(TokenStore store, String tokenValue, String clientId) {
        OAuth2RefreshToken token = store.readRefreshToken(tokenValue);
        if (token == null) {
            return null;
        }
        OAuth2Authentication authentication = store.readAuthenticationForRefreshToken(token);
        if (authentication == null) {
            // Replaced since it was read, or of use to nobody.
            replacedToken(store, tokenValue, clientId);
            remove(store, token);
            return Outcome.DONE;
        }
        if (isForeign(authentication, clientId)) {
            return Outcome.FOREIGN;
        }
        if (store instanceof RevokingTokenStore revoking) {
            revoking.revokeRefreshToken(token);
        } else {
            remove(store, token);
        }
        return Outcome.DONE;
    }

    private static void remove(TokenStore store, OAuth2RefreshToken token) {
        store.removeAccessTokenUsingRefreshToken(token);
        store.removeRefreshToken(token);
    }

    private static void remove(TokenStore store, OAuth2AccessToken token) {
        OAuth2RefreshToken refreshToken = token.getRefreshToken();
        if (refreshToken != null) {
            store.removeRefreshToken(refreshToken);
            store.removeAccessTokenUsingRefreshToken(refreshToken);
        }
        store.removeAccessToken(token);
    }

    private static boolean isForeign(OAuth2Authentication authentication, String clientId) {
        return !clientId.equals(authentication.getOAuth2Request().getClientId());
    }
}
