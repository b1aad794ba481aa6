package io.github.tokencache;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * A store of OAuth2 tokens and their authentications, in the shape of Spring Security OAuth's {@code TokenStore}, free of
 * its types.
 *
 * @param <A> the type of access tokens
 * @param <R> the type of refresh tokens
 * @param <P> the type of authentications
 */
public interface TokenStore<A, R, P> {

    /**
     * The authentication of an access token.
     *
     * @param token the access token
     * @return its authentication, or null if the store does not know the token
     */
    @Nullable P readAuthentication(A token);

    /**
     * The authentication of an access token.
     *
     * @param tokenValue the access token's value; what null does is the store's business
     * @return its authentication, or null if the store does not know the token
     */
    @Nullable P readAuthentication(@Nullable String tokenValue);

    /**
     * Stores an access token, in place of one of the same value.
     *
     * @param token the access token
     * @param authentication its authentication
     */
    void storeAccessToken(A token, P authentication);

    /**
     * Reads an access token.
     *
     * @param tokenValue its value; what null does is the store's business
     * @return the token, or null if the store does not know it
     */
    @Nullable A readAccessToken(@Nullable String tokenValue);

    /**
     * Removes an access token.
     *
     * @param token the token; unknown ones are ignored
     */
    void removeAccessToken(A token);

    /**
     * Stores a refresh token.
     *
     * @param token the refresh token
     * @param authentication its authentication
     */
    void storeRefreshToken(R token, P authentication);

    /**
     * Reads a refresh token.
     *
     * @param tokenValue its value; what null does is the store's business
     * @return the token, or null if the store does not know it
     */
    @Nullable R readRefreshToken(@Nullable String tokenValue);

    /**
     * The authentication of a refresh token.
     *
     * @param token the refresh token
     * @return its authentication, or null if the store does not know the token
     */
    @Nullable P readAuthenticationForRefreshToken(R token);

    /**
     * Removes a refresh token.
     *
     * @param token the token; unknown ones are ignored
     */
    void removeRefreshToken(R token);

    /**
     * Removes the access tokens that were issued with a refresh token.
     *
     * @param token the refresh token
     */
    void removeAccessTokenUsingRefreshToken(R token);

    /**
     * The access token that was stored last for an equal authentication.
     *
     * @param authentication the authentication
     * @return the token, or null if there is none
     */
    @Nullable A getAccessToken(P authentication);

    /**
     * The access tokens of a user at a client.
     *
     * @param clientId the client's identifier
     * @param userName the user's name
     * @return the tokens, possibly none
     */
    Collection<A> findTokensByClientIdAndUserName(String clientId, String userName);

    /**
     * The access tokens of a client.
     *
     * @param clientId the client's identifier
     * @return the tokens, possibly none
     */
    Collection<A> findTokensByClientId(String clientId);
}
