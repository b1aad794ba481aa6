package io.github.tokencache.springsecurityoauth2;

import io.github.tokencache.CacheWriteException;
import org.springframework.security.oauth2.common.OAuth2AccessToken;
import org.springframework.security.oauth2.common.OAuth2RefreshToken;
import org.springframework.security.oauth2.provider.token.TokenStore;

/**
 * A token store that can take a whole grant away at once. All names of the grant are marked in the cache before the first
 * row is removed, so that a cache that cannot be told leaves nothing half done, as the removals one by one of
 * {@code ConsumerTokenServices} would. When the database fails in between, repeat it: the token presented goes last.
 */
public interface RevokingTokenStore extends TokenStore {

    /**
     * Revokes a grant by its access token: removes the refresh token it was issued with, all access tokens of that, and
     * itself.
     *
     * @param token the access token, as this store has it
     * @throws CacheWriteException if the cache could not be told
     */
    void revokeAccessToken(OAuth2AccessToken token);

    /**
     * Revokes a grant by its refresh token: removes the access tokens that were issued with it, and itself.
     *
     * @param token the refresh token, as this store has it
     * @throws CacheWriteException if the cache could not be told
     */
    void revokeRefreshToken(OAuth2RefreshToken token);

    /**
     * Revokes the grant of a refresh token that was replaced and that this store has no longer, if it is known.
     *
     * @param tokenValue the replaced token
     * @param clientId the client that presented it; the token of another stays as it is
     * @throws CacheWriteException if the cache could not be told; can be repeated
     */
    default void revokeReplacedToken(String tokenValue, String clientId) {}
}
