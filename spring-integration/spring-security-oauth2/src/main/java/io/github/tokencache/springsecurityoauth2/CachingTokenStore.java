package io.github.tokencache.springsecurityoauth2;

import io.github.tokencache.CacheBackend;
import io.github.tokencache.CacheHealth;
import io.github.tokencache.CacheWriteException;
import io.github.tokencache.TokenEntry;
import java.util.Collection;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.common.OAuth2AccessToken;
import org.springframework.security.oauth2.common.OAuth2RefreshToken;
import org.springframework.security.oauth2.provider.OAuth2Authentication;
import org.springframework.security.oauth2.provider.token.AuthenticationKeyGenerator;
import org.springframework.security.oauth2.provider.token.TokenStore;

/**
 * A token store that reads through a cache and evicts on write: Spring's interface in front of
 * {@link io.github.tokencache.CachingTokenStore}, which has the rules. It answers as its delegate does, with objects of
 * its own; once a removal has returned (in a transaction: has committed) no reader gets that access token from here
 * again. Safe for use by any thread if the delegate is. While the cache cannot be told, the removal of a live access token
 * fails with {@link CacheWriteException}, which passes through the token services: let the revocation endpoint answer it
 * with 503. What a login or a refresh does goes on; {@link io.github.tokencache.FaultPolicy} changes either.
 *
 * <p>Code that is given the delegate itself bypasses the cache: publish this store only, or
 * {@linkplain #evictAccessToken evict}.
 *
 * <pre>{@code
 * TokenStore store = new CachingTokenStore(new JdbcTokenStore(dataSource), backend);
 * }</pre>
 *
 * That is all where the token services run without a transaction. Where they are a transactional bean,
 * {@linkplain CachingTokenStoreBuilder#dataSource name the data source} to the builder, so that transactions at READ
 * COMMITTED fill the cache and a rollback is recognised; without it they do neither, which costs queries and nothing else.
 */
public final class CachingTokenStore implements RevokingTokenStore {
    private final io.github.tokencache.CachingTokenStore<OAuth2AccessToken, OAuth2RefreshToken, OAuth2Authentication>
            store;

    /**
     * A store with default settings that does not cache {@code getAccessToken} and evicts what is stored.
     *
     * @param delegate the store to cache
     * @param backend where the cache lives; of this store alone
     * @throws IllegalArgumentException if the delegate keeps no tokens or caches by itself
     */
    public CachingTokenStore(
            TokenStore delegate, CacheBackend<TokenEntry<OAuth2AccessToken, OAuth2Authentication>> backend) {
        this(builder(delegate, backend));
    }

    /**
     * A store with default settings that caches {@code getAccessToken} too, and leaves what is stored in the cache.
     *
     * @param delegate the store to cache
     * @param backend where the cache lives; of this store alone
     * @param keyGenerator the delegate's own (of the same class and state), {@code DefaultAuthenticationKeyGenerator}
     *     unless it was given another; with a wrong one device A would be handed the token of device B
     * @throws IllegalArgumentException if the delegate keeps no tokens or caches by itself
     */
    public CachingTokenStore(
            TokenStore delegate,
            CacheBackend<TokenEntry<OAuth2AccessToken, OAuth2Authentication>> backend,
            AuthenticationKeyGenerator keyGenerator) {
        this(builder(delegate, backend).authenticationKeyGenerator(keyGenerator).populateOnStore());
    }

    CachingTokenStore(CachingTokenStoreBuilder builder) {
        this.store = builder.assemble();
    }

    /**
     * A builder, for everything beyond the defaults.
     *
     * @param delegate the store to cache
     * @param backend where the cache lives; of this store alone
     * @return the builder
     * @throws IllegalArgumentException if the delegate keeps no tokens or caches by itself
     */
    public static CachingTokenStoreBuilder builder(
            TokenStore delegate, CacheBackend<TokenEntry<OAuth2AccessToken, OAuth2Authentication>> backend) {
        return new CachingTokenStoreBuilder(delegate, backend);
    }

    @Override
    public @Nullable OAuth2Authentication readAuthentication(OAuth2AccessToken token) {
        return store.readAuthentication(token);
    }

    @Override
    public @Nullable OAuth2Authentication readAuthentication(@Nullable String token) {
        return store.readAuthentication(token);
    }

    @Override
    public void storeAccessToken(OAuth2AccessToken token, OAuth2Authentication authentication) {
        store.storeAccessToken(token, authentication);
    }

    @Override
    public @Nullable OAuth2AccessToken readAccessToken(@Nullable String tokenValue) {
        return store.readAccessToken(tokenValue);
    }

    @Nullable CheckedToken check(String tokenValue) {
        return store.read(tokenValue, CheckedToken.VIEW);
    }

    @Override
    public void removeAccessToken(OAuth2AccessToken token) {
        store.removeAccessToken(token);
    }

    @Override
    public void storeRefreshToken(OAuth2RefreshToken refreshToken, OAuth2Authentication authentication) {
        store.storeRefreshToken(refreshToken, authentication);
    }

    @Override
    public @Nullable OAuth2RefreshToken readRefreshToken(@Nullable String tokenValue) {
        return store.readRefreshToken(tokenValue);
    }

    @Override
    public @Nullable OAuth2Authentication readAuthenticationForRefreshToken(OAuth2RefreshToken token) {
        return store.readAuthenticationForRefreshToken(token);
    }

    @Override
    public void removeRefreshToken(OAuth2RefreshToken token) {
        store.removeRefreshToken(token);
    }

    @Override
    public void removeAccessTokenUsingRefreshToken(OAuth2RefreshToken refreshToken) {
        store.removeAccessTokenUsingRefreshToken(refreshToken);
    }

    @Override
    public @Nullable OAuth2AccessToken getAccessToken(OAuth2Authentication authentication) {
        return store.getAccessToken(authentication);
    }

    @Override
    public Collection<OAuth2AccessToken> findTokensByClientIdAndUserName(String clientId, String userName) {
        return store.findTokensByClientIdAndUserName(clientId, userName);
    }

    @Override
    public Collection<OAuth2AccessToken> findTokensByClientId(String clientId) {
        return store.findTokensByClientId(clientId);
    }

    @Override
    public void revokeAccessToken(OAuth2AccessToken token) {
        store.revokeAccessToken(token);
    }

    @Override
    public void revokeRefreshToken(OAuth2RefreshToken token) {
        store.revokeRefreshToken(token);
    }

    /**
     * Evicts an access token that was changed or removed behind this store's back.
     *
     * @param tokenValue the token's value; null is ignored
     * @throws CacheWriteException if the cache could not be told
     */
    public void evictAccessToken(@Nullable String tokenValue) {
        store.evictAccessToken(tokenValue);
    }

    /**
     * Evicts every access token of a user.
     *
     * @param userName the user's name, as the authentications have it
     * @throws CacheWriteException if the cache could not be told
     */
    public void evictUser(String userName) {
        store.evictUser(userName);
    }

    /**
     * Evicts every access token of a client.
     *
     * @param clientId the client's identifier, as the authentications have it
     * @throws IllegalStateException if clients are not {@linkplain CachingTokenStoreBuilder#indexClients indexed}
     * @throws CacheWriteException if the cache could not be told
     */
    public void evictClient(String clientId) {
        store.evictClient(clientId);
    }

    /**
     * Evicts everything.
     *
     * @throws CacheWriteException if the cache could not be told
     */
    public void evictAll() {
        store.evictAll();
    }

    /**
     * How the cache gets on with its backend.
     *
     * @return its health at this moment
     */
    public CacheHealth health() {
        return store.health();
    }

    /**
     * Tries a backend that is away again now, and makes up for what it is owed; reads and writes do so by themselves.
     *
     * @return whether the cache is in use afterwards
     */
    public boolean recover() {
        return store.recover();
    }
}
