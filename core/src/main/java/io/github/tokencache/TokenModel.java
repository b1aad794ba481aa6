package io.github.tokencache;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link CachingTokenStore} has to know of a store's types. Implementations are stateless and safe for use by any
 * thread.
 *
 * @param <A> the type of access tokens
 * @param <R> the type of refresh tokens
 * @param <P> the type of authentications
 */
public interface TokenModel<A, R, P> {

    /**
     * The value of an access token.
     *
     * @param token the token
     * @return its value, or null if it has none
     */
    @Nullable String accessTokenValue(A token);

    /**
     * When an access token expires.
     *
     * @param token the token
     * @return the instant, or null if never
     */
    @Nullable Instant accessTokenExpiry(A token);

    /**
     * The refresh token that an access token was issued with.
     *
     * @param token the access token
     * @return the refresh token, or null if there is none
     */
    @Nullable R refreshToken(A token);

    /**
     * The value of a refresh token.
     *
     * @param token the token
     * @return its value, or null if it has none
     */
    @Nullable String refreshTokenValue(R token);

    /**
     * When a refresh token expires.
     *
     * @param token the token
     * @return the instant, or null if never
     */
    @Nullable Instant refreshTokenExpiry(R token);

    /**
     * The name of the user of an authentication.
     *
     * @param authentication the authentication
     * @return the name, or null if there is no user but the client itself
     */
    @Nullable String userName(P authentication);

    /**
     * The client that an authentication was given to. Asked for only where clients are
     * {@linkplain CachingTokenStoreBuilder#indexClients indexed}.
     *
     * @param authentication the authentication
     * @return the client's identifier, or null if it has none
     */
    @Nullable String clientId(P authentication);

    /**
     * The key by which the delegate's {@code getAccessToken} finds the token of an authentication: the delegate's own,
     * or device A is handed the token of device B.
     *
     * @param authentication the authentication
     * @return the key, or null not to cache {@code getAccessToken}
     */
    @Nullable String authenticationKey(P authentication);

    /**
     * An equal access token that shares nothing mutable with this one.
     *
     * @param token the token
     * @return the copy
     */
    A copyAccessToken(A token);

    /**
     * An equal refresh token that shares nothing mutable with this one.
     *
     * @param token the token
     * @return the copy
     */
    R copyRefreshToken(R token);

    /**
     * An equal authentication that shares nothing mutable with this one.
     *
     * @param authentication the authentication
     * @return the copy
     */
    P copyAuthentication(P authentication);

    /**
     * A caller's own authentication, equal to a cached one that nobody changes from now on. Unless overridden, a copy; it
     * may also be one whose parts are copied when they are asked for.
     *
     * @param cached the cached authentication
     * @return what the caller may change
     */
    default P lendAuthentication(P cached) {
        return copyAuthentication(cached);
    }
}
