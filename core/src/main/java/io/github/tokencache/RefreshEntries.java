package io.github.tokencache;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The names of refresh tokens: the token's value alone.
 *
 * @param <R> the type of refresh tokens
 * @param <P> the type of authentications
 */
record RefreshEntries<R, P>(TokenModel<?, R, P> tokens, TokenKeys keys) implements EntryModel<TokenEntry<R, P>> {
    private static final TokenKey.Kind REFRESH_TOKEN = new TokenKey.Kind(TokenKey.Role.ENTRY, "refresh-token");

    TokenKey byValue(String tokenValue) {
        return keys.key(REFRESH_TOKEN, tokenValue);
    }

    @Override
    public boolean holds(TokenEntry<R, P> entry, TokenKey name) {
        String value = tokens.refreshTokenValue(entry.token());
        return entry.authentication() != null && value != null && name.equals(byValue(value));
    }

    @Override
    public Set<TokenKey> tags(TokenEntry<R, P> entry) {
        return Set.of();
    }

    @Override
    public @Nullable Instant expiry(TokenEntry<R, P> entry) {
        return tokens.refreshTokenExpiry(entry.token());
    }

    @Override
    public TokenEntry<R, P> copy(TokenEntry<R, P> entry) {
        P authentication = entry.authentication();
        return new TokenEntry<>(
                tokens.copyRefreshToken(entry.token()),
                authentication == null ? null : tokens.copyAuthentication(authentication));
    }
}
