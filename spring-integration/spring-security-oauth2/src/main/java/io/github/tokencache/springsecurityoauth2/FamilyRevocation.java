package io.github.tokencache.springsecurityoauth2;

import io.github.tokencache.spring.rotation.FamilyPosition;
import io.github.tokencache.spring.rotation.RefreshTokenFamilies;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.common.DefaultOAuth2RefreshToken;
import org.springframework.security.oauth2.common.OAuth2AccessToken;
import org.springframework.security.oauth2.common.OAuth2RefreshToken;
import org.springframework.security.oauth2.provider.OAuth2Authentication;
import org.springframework.security.oauth2.provider.token.DefaultTokenServices;
import org.springframework.security.oauth2.provider.token.TokenStore;

/**
 * Revokes the family of an access token, or of a refresh token, also of a replaced one; a token without a family is revoked
 * alone. Whose it is has been checked.
 */
final class FamilyRevocation {
    private final DefaultTokenServices services;
    private final TokenStore store;
    private final RefreshTokenFamilies families;

    FamilyRevocation(DefaultTokenServices services, TokenStore store, RefreshTokenFamilies families) {
        this.services = services;
        this.store = store;
        this.families = families;
    }

    boolean revoke(String tokenValue) {
        OAuth2AccessToken token = store.readAccessToken(tokenValue);
        return token == null ? revokeRefreshToken(tokenValue) : revokeAccessToken(token);
    }

    /** The token may have been replaced since it was read; then its refresh token knows the family. */
    boolean revokeAccessToken(OAuth2AccessToken token) {
        OAuth2RefreshToken ofToken = token.getRefreshToken();
        String refreshToken = ofToken == null ? null : ofToken.getValue();
        OAuth2Authentication authentication = store.readAuthentication(token.getValue());
        boolean family;
        if (authentication == null) {
            family = refreshToken != null && revokeRefreshToken(refreshToken);
        } else {
            family = revoked(authentication, refreshToken);
        }
        return revokedAlone(token.getValue()) || family;
    }

    boolean revokeRefreshToken(String tokenValue) {
        OAuth2RefreshToken refreshToken = new DefaultOAuth2RefreshToken(tokenValue);
        OAuth2Authentication authentication = store.readAuthenticationForRefreshToken(refreshToken);
        if (authentication == null) {
            return families.revokeByRetired(tokenValue, null);
        }
        revoked(authentication, tokenValue);
        if (store instanceof RevokingTokenStore revoking) {
            revoking.revokeRefreshToken(refreshToken);
        } else {
            store.removeAccessTokenUsingRefreshToken(refreshToken);
            store.removeRefreshToken(refreshToken);
        }
        return true;
    }

    /** What has no family, or has outlived it, goes with all its names marked before the first delete. */
    private boolean revokedAlone(String tokenValue) {
        if (!(store instanceof RevokingTokenStore revoking)) {
            return services.revokeToken(tokenValue);
        }
        OAuth2AccessToken remaining = store.readAccessToken(tokenValue);
        if (remaining != null) {
            revoking.revokeAccessToken(remaining);
        }
        return remaining != null;
    }

    /** A token from before rotation joins a family here too: a refresh that runs meanwhile would give it one. */
    private boolean revoked(OAuth2Authentication authentication, @Nullable String refreshToken) {
        String clientId = authentication.getOAuth2Request().getClientId();
        String userName = userName(authentication);
        FamilyPosition position = FamilyTags.of(authentication);
        if (position == null
                && refreshToken != null
                && families.positions().policyOf(clientId).rotate()) {
            position = families.positions().adopt(refreshToken, clientId, null);
            families.openAdopted(position, clientId, userName);
        }
        if (position == null) {
            return false;
        }
        families.revoke(position, clientId, userName);
        return true;
    }

    static @Nullable String userName(OAuth2Authentication authentication) {
        return authentication.isClientOnly() ? null : authentication.getName();
    }
}
