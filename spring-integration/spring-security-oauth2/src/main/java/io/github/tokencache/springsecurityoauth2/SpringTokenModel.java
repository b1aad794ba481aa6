package io.github.tokencache.springsecurityoauth2;

import io.github.tokencache.TokenModel;
import java.time.Instant;
import java.util.Date;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.common.ExpiringOAuth2RefreshToken;
import org.springframework.security.oauth2.common.OAuth2AccessToken;
import org.springframework.security.oauth2.common.OAuth2RefreshToken;
import org.springframework.security.oauth2.provider.OAuth2Authentication;
import org.springframework.security.oauth2.provider.OAuth2Request;
import org.springframework.security.oauth2.provider.token.AuthenticationKeyGenerator;

/** What core has to know of Spring Security OAuth's types. */
record SpringTokenModel(@Nullable AuthenticationKeyGenerator keys)
        implements TokenModel<OAuth2AccessToken, OAuth2RefreshToken, OAuth2Authentication> {

    @Override
    public @Nullable String accessTokenValue(OAuth2AccessToken token) {
        return token.getValue();
    }

    @Override
    public @Nullable Instant accessTokenExpiry(OAuth2AccessToken token) {
        return instant(token.getExpiration());
    }

    @Override
    public @Nullable OAuth2RefreshToken refreshToken(OAuth2AccessToken token) {
        return token.getRefreshToken();
    }

    @Override
    public @Nullable String refreshTokenValue(OAuth2RefreshToken token) {
        return token.getValue();
    }

    @Override
    public @Nullable Instant refreshTokenExpiry(OAuth2RefreshToken token) {
        return token instanceof ExpiringOAuth2RefreshToken expiring ? instant(expiring.getExpiration()) : null;
    }

    @Override
    public @Nullable String userName(OAuth2Authentication authentication) {
        return authentication.getUserAuthentication() == null ? null : authentication.getName();
    }

    @Override
    public @Nullable String clientId(OAuth2Authentication authentication) {
        OAuth2Request request = authentication.getOAuth2Request();
        return request == null ? null : request.getClientId();
    }

    @Override
    public @Nullable String authenticationKey(OAuth2Authentication authentication) {
        if (keys == null) {
            return null;
        }
        try {
            return keys.extractKey(authentication);
        } catch (RuntimeException noKey) {
            // The delegate will ask the same generator, and throw the same where the caller expects it.
            return null;
        }
    }

    @Override
    public OAuth2AccessToken copyAccessToken(OAuth2AccessToken token) {
        return Copies.copy(token);
    }

    @Override
    public OAuth2RefreshToken copyRefreshToken(OAuth2RefreshToken token) {
        return Copies.copy(token);
    }

    @Override
    public OAuth2Authentication copyAuthentication(OAuth2Authentication authentication) {
        return Copies.copy(authentication);
    }

    @Override
    public OAuth2Authentication lendAuthentication(OAuth2Authentication cached) {
        return LentAuthentication.of(cached);
    }

    /** Not {@code toInstant()}, which the dates of java.sql refuse. */
    @SuppressWarnings("JavaUtilDate") // Spring's tokens have it
    private static @Nullable Instant instant(@Nullable Date date) {
        return date == null ? null : Instant.ofEpochMilli(date.getTime());
    }
}
