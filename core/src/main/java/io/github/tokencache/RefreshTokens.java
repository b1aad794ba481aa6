package io.github.tokencache;

import org.jspecify.annotations.Nullable;

/**
 * The refresh tokens of a caching store. Whether a token is there is always for the delegate to say.
 *
 * @param <R> the type of refresh tokens
 * @param <P> the type of authentications
 */
sealed interface RefreshTokens<R, P> permits RefreshPayloads, UncachedRefreshTokens {

    void store(R token, P authentication);

    @Nullable R readToken(String tokenValue);

    @Nullable P readAuthentication(R token);

    void remove(R token);

    /** Changes the delegate, in whatever way, with this token's name marked. */
    void change(WriteKind kind, String tokenValue, Runnable mutation);

    void clear();

    /** With that of the cache of access tokens. */
    CacheHealth health(CacheHealth accessTokens);

    boolean recover();
}
