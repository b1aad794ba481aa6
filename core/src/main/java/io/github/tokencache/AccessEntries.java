package io.github.tokencache;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The names of access tokens. An entry is found by the token's value, aliased by the key of its authentication, and
 * tagged with its refresh token, its user and, if clients are indexed, its client.
 *
 * @param <A> the type of access tokens
 * @param <R> the type of refresh tokens
 * @param <P> the type of authentications
 */
record AccessEntries<A, R, P>(TokenModel<A, R, P> tokens, TokenKeys keys, boolean indexesClients)
        implements EntryModel<TokenEntry<A, P>> {
    private static final TokenKey.Kind ACCESS_TOKEN = new TokenKey.Kind(TokenKey.Role.ENTRY, "access-token");
    private static final TokenKey.Kind AUTHENTICATION = new TokenKey.Kind(TokenKey.Role.ALIAS, "authentication");
    private static final TokenKey.Kind BY_REFRESH_TOKEN = new TokenKey.Kind(TokenKey.Role.TAG, "by-refresh-token");
    private static final TokenKey.Kind BY_USER = new TokenKey.Kind(TokenKey.Role.TAG, "by-user");
    private static final TokenKey.Kind BY_CLIENT = new TokenKey.Kind(TokenKey.Role.TAG, "by-client");

    TokenKey byValue(String tokenValue) {
        return keys.key(ACCESS_TOKEN, tokenValue);
    }

    @Nullable TokenKey byAuthentication(P authentication) {
        String key = tokens.authenticationKey(authentication);
        return key == null ? null : keys.key(AUTHENTICATION, key);
    }

    TokenKey byRefreshToken(String refreshTokenValue) {
        return keys.key(BY_REFRESH_TOKEN, refreshTokenValue);
    }

    TokenKey byUser(String userName) {
        return keys.key(BY_USER, userName);
    }

    TokenKey byClient(String clientId) {
        if (!indexesClients) {
            throw new IllegalStateException(
                    "clients must be indexed to evict by client, but are not; switch indexClients() on, or evict everything");
        }
        return keys.key(BY_CLIENT, clientId);
    }

    /** The name of a token that a store answered with, so of one that has a value. */
    TokenKey byToken(A token) {
        return byValue(requireNonNull(tokens.accessTokenValue(token), "value"));
    }

    /** The names that a store of this token makes stale. */
    Set<TokenKey> ofStore(String tokenValue, P authentication) {
        TokenKey alias = byAuthentication(authentication);
        return alias == null ? Set.of(byValue(tokenValue)) : Set.of(byValue(tokenValue), alias);
    }

    @Override
    public boolean holds(TokenEntry<A, P> entry, TokenKey name) {
        P authentication = entry.authentication();
        if (authentication == null) {
            return false;
        }
        if (name.kind().role() == TokenKey.Role.ALIAS) {
            TokenKey alias = byAuthentication(authentication);
            return alias != null && alias.equals(name);
        }
        String value = tokens.accessTokenValue(entry.token());
        return value != null && name.equals(byValue(value));
    }

    @Override
    public Set<TokenKey> tags(TokenEntry<A, P> entry) {
        Set<TokenKey> tags = new HashSet<>();
        R refreshToken = tokens.refreshToken(entry.token());
        String refreshTokenValue = refreshToken == null ? null : tokens.refreshTokenValue(refreshToken);
        if (refreshTokenValue != null) {
            tags.add(byRefreshToken(refreshTokenValue));
        }
        P authentication = entry.authentication();
        String userName = authentication == null ? null : tokens.userName(authentication);
        if (userName != null) {
            tags.add(byUser(userName));
        }
        String clientId = indexesClients && authentication != null ? tokens.clientId(authentication) : null;
        if (clientId != null) {
            tags.add(byClient(clientId));
        }
        return tags;
    }

    @Override
    public @Nullable Instant expiry(TokenEntry<A, P> entry) {
        return tokens.accessTokenExpiry(entry.token());
    }

    @Override
    public TokenEntry<A, P> copy(TokenEntry<A, P> entry) {
        P authentication = entry.authentication();
        return new TokenEntry<>(
                tokens.copyAccessToken(entry.token()),
                authentication == null ? null : tokens.copyAuthentication(authentication));
    }
}
