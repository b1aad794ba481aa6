package io.github.tokencache;

import org.jspecify.annotations.Nullable;

/**
 * A store that reads a token and its authentication together, which saves a query wherever both are wanted, and whose
 * reads change nothing (Spring's JDBC store deletes and rewrites rows while reading).
 *
 * @param <A> the type of access tokens
 * @param <R> the type of refresh tokens
 * @param <P> the type of authentications
 */
public interface EntryTokenStore<A, R, P> extends TokenStore<A, R, P> {

    /**
     * Reads an access token and its authentication.
     *
     * @param tokenValue the token's value
     * @return both, or null if the store does not know the token
     */
    @Nullable TokenEntry<A, P> readAccessTokenEntry(String tokenValue);

    /**
     * Reads a refresh token and its authentication.
     *
     * @param tokenValue the token's value
     * @return both, or null if the store does not know the token
     */
    @Nullable TokenEntry<R, P> readRefreshTokenEntry(String tokenValue);
}
