package io.github.tokencache.springsecurityoauth2;

import io.github.tokencache.spring.rotation.FamilyPosition;
import java.time.Instant;
import java.util.Date;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.common.DefaultExpiringOAuth2RefreshToken;
import org.springframework.security.oauth2.common.DefaultOAuth2AccessToken;
import org.springframework.security.oauth2.common.ExpiringOAuth2RefreshToken;
import org.springframework.security.oauth2.common.OAuth2AccessToken;
import org.springframework.security.oauth2.common.OAuth2RefreshToken;
import org.springframework.security.oauth2.provider.OAuth2Authentication;

/** An access token with its refresh token, not stored yet. */
@SuppressWarnings("JavaUtilDate") // Spring's tokens have it
record MintedTokens(OAuth2AccessToken token, OAuth2Authentication authentication) {

    @Nullable OAuth2RefreshToken refreshToken() {
        return token.getRefreshToken();
    }

    static @Nullable Instant expiry(@Nullable OAuth2RefreshToken token) {
        Date expiration = token instanceof ExpiringOAuth2RefreshToken expiring ? expiring.getExpiration() : null;
        return expiration == null ? null : Instant.ofEpochMilli(expiration.getTime());
    }

    /** The same, at a place in a family: none lives longer than that allows. */
    MintedTokens at(FamilyPosition position, OAuth2RefreshToken refreshToken) {
        DefaultOAuth2AccessToken placed =
                token instanceof DefaultOAuth2AccessToken own ? own : new DefaultOAuth2AccessToken(token);
        placed.setRefreshToken(new DefaultExpiringOAuth2RefreshToken(
                refreshToken.getValue(), new Date(position.expiry().toEpochMilli())));
        Date end = new Date(position.absoluteEnd().toEpochMilli());
        Date expiration = placed.getExpiration();
        if (expiration == null || expiration.after(end)) {
            placed.setExpiration(end);
        }
        return new MintedTokens(placed, FamilyTags.tagged(authentication, position));
    }

    /** Without the tokens. */
    @Override
    public String toString() {
        return "MintedTokens[...]";
    }
}
