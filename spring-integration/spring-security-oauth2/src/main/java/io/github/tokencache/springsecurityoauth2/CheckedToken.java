package io.github.tokencache.springsecurityoauth2;

import io.github.tokencache.TokenEntry;
import io.github.tokencache.View;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.common.OAuth2AccessToken;
import org.springframework.security.oauth2.provider.OAuth2Authentication;

/**
 * What a check asks of an entry. The token itself is only looked at, unless it is to be removed.
 *
 * @param expired the token if it has expired
 * @param authentication its authentication
 */
record CheckedToken(
        @Nullable OAuth2AccessToken expired, @Nullable OAuth2Authentication authentication) {
    static final View<TokenEntry<OAuth2AccessToken, OAuth2Authentication>, CheckedToken> VIEW =
            new View<>(CheckedToken::of, CheckedToken::lent);

    static CheckedToken of(TokenEntry<OAuth2AccessToken, OAuth2Authentication> entry) {
        return new CheckedToken(entry.token().isExpired() ? entry.token() : null, entry.authentication());
    }

    static @Nullable CheckedToken ofNullable(@Nullable TokenEntry<OAuth2AccessToken, OAuth2Authentication> entry) {
        return entry == null ? null : of(entry);
    }

    private static CheckedToken lent(CheckedToken shared) {
        return new CheckedToken(
                shared.expired == null ? null : Copies.copy(shared.expired),
                shared.authentication == null ? null : LentAuthentication.of(shared.authentication));
    }
}
