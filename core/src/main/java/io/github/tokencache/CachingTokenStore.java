package io.github.tokencache;

import java.util.Collection;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A token store that reads through a cache and evicts on write. It answers as its delegate does, and once a removal has
 * returned (in a transaction: has committed) no reader gets that access token from here again.
 *
 * <p>An access token and its authentication are cached together. No refresh token is ever allowed from the cache:
 * {@link #readRefreshToken} always asks the delegate. Safe for use by any thread if the delegate is. What goes in and
 * comes out is copied. Exceptions of the delegate pass unchanged. While the cache cannot be told, {@link FaultPolicy}
 * decides: by default the removal of a live access token fails with {@link CacheWriteException}, and logins and refreshes
 * go on. Code that changes the delegate directly must {@linkplain #evictAccessToken evict}.
 *
 * <pre>{@code
 * TokenStore<Token, Refresh, User> store = CachingTokenStore.builder(jdbcStore, model, backend).build();
 * }</pre>
 *
 * @param <A> the type of access tokens
 * @param <R> the type of refresh tokens
 * @param <P> the type of authentications
 */
public final class CachingTokenStore<A, R, P> implements TokenStore<A, R, P> {
    private final TokenStore<A, R, P> delegate;
    private final TokenModel<A, R, P> model;
    private final AccessEntries<A, R, P> names;
    private final TokenCache<TokenEntry<A, P>> cache;
    private final DelegateReads<A, R, P> reads;
    private final View<TokenEntry<A, P>, A> tokenOf;
    private final View<TokenEntry<A, P>, P> authenticationOf;
    private final RefreshTokens<R, P> refreshTokens;
    private final AccessWrites<A, R, P> writes;

    CachingTokenStore(CachingTokenStoreBuilder<A, R, P> builder) {
        this.delegate = builder.delegate;
        this.model = builder.model;
        this.names = new AccessEntries<>(model, builder.environment.keys(), builder.indexClients);
        this.cache = new TokenCache<>(builder.backend, names, builder.settings, builder.environment, builder.sampling);
        this.reads = new DelegateReads<>(delegate, model, names, cache);
        this.tokenOf = new View<>(TokenEntry::token, model::copyAccessToken);
        this.authenticationOf = new View<>(TokenEntry::authentication, model::lendAuthentication);
        this.refreshTokens = builder.payloads == null
                ? new UncachedRefreshTokens<>(delegate)
                : new RefreshPayloads<>(builder, builder.payloads);
        this.writes = new AccessWrites<>(builder, names, cache, refreshTokens);
    }

    /**
     * A builder of a store that evicts on write and uses the {@linkplain TokenCacheSettings#defaults() default settings}.
     *
     * @param delegate the store to cache
     * @param model what to know of its types
     * @param backend where the cache lives; of this store alone
     * @param <A> the type of access tokens
     * @param <R> the type of refresh tokens
     * @param <P> the type of authentications
     * @return the builder
     */
    public static <A, R, P> CachingTokenStoreBuilder<A, R, P> builder(
            TokenStore<A, R, P> delegate, TokenModel<A, R, P> model, CacheBackend<TokenEntry<A, P>> backend) {
        return new CachingTokenStoreBuilder<>(delegate, model, backend);
    }

    @Override
    public @Nullable A readAccessToken(@Nullable String tokenValue) {
        return tokenValue == null ? delegate.readAccessToken(null) : read(tokenValue, tokenOf);
    }

    @Override
    public @Nullable P readAuthentication(A token) {
        String value = model.accessTokenValue(token);
        return value == null ? delegate.readAuthentication(token) : read(value, authenticationOf);
    }

    @Override
    public @Nullable P readAuthentication(@Nullable String tokenValue) {
        return tokenValue == null ? delegate.readAuthentication(tokenValue) : read(tokenValue, authenticationOf);
    }

    /**
     * Reads what a view takes of an access token and its authentication, from the one entry of the cache that has both.
     *
     * @param tokenValue the token's value
     * @param view the part the caller gets
     * @param <T> the type of the part
     * @return the part, shared with nobody, or null if the delegate does not know the token
     */
    public <T> @Nullable T read(String tokenValue, View<TokenEntry<A, P>, T> view) {
        return cache.read(names.byValue(tokenValue), view, () -> reads.entry(tokenValue));
    }

    @Override
    public @Nullable A getAccessToken(P authentication) {
        TokenKey alias = names.byAuthentication(authentication);
        if (alias == null) {
            return reads.find(authentication, null);
        }
        return cache.readByAlias(alias, tokenOf, names::byToken, () -> reads.find(authentication, alias));
    }

    @Override
    public void storeAccessToken(A token, P authentication) {
        storeAccessToken(token, authentication, () -> delegate.storeAccessToken(token, authentication));
    }

    /**
     * Stores an access token by a statement of the caller's instead of the delegate's.
     *
     * @param token the access token
     * @param authentication its authentication
     * @param statement stores them; not called when an unchanged token need not be stored
     */
    public void storeAccessToken(A token, P authentication, Runnable statement) {
        writes.store(token, authentication, statement);
    }

    /**
     * Rewrites the row of an access token by a statement of the caller's, which may find that the row is gone. Leaves
     * nothing in the cache.
     *
     * @param token the access token
     * @param authentication its authentication from now on
     * @param statement rewrites the row
     */
    public void rewriteAccessToken(A token, P authentication, Runnable statement) {
        writes.rewrite(token, authentication, statement);
    }

    /**
     * Whether the cache knows that the delegate has a row of this token, without asking the delegate.
     *
     * @param token the access token
     * @param authentication its authentication
     * @return true if it has; false if that is not known
     */
    public boolean knows(A token, P authentication) {
        TokenKey name = names.byToken(token);
        TokenKey alias = names.byAuthentication(authentication);
        TokenKey target = alias == null ? null : cache.target(alias);
        return cache.peek(name) != null || (target != null && target.equals(name));
    }

    @Override
    public void removeAccessToken(A token) {
        writes.remove(token);
    }

    @Override
    public void storeRefreshToken(R token, P authentication) {
        refreshTokens.store(token, authentication);
    }

    @Override
    public @Nullable R readRefreshToken(@Nullable String tokenValue) {
        return tokenValue == null ? delegate.readRefreshToken(null) : refreshTokens.readToken(tokenValue);
    }

    @Override
    public @Nullable P readAuthenticationForRefreshToken(R token) {
        return refreshTokens.readAuthentication(token);
    }

    @Override
    public void removeRefreshToken(R token) {
        refreshTokens.remove(token);
    }

    @Override
    public void removeAccessTokenUsingRefreshToken(R token) {
        writes.removeUsing(token);
    }

    /**
     * Revokes a grant by its access token: removes the refresh token it was issued with, all access tokens of that, and
     * itself. All of the grant is marked in the cache before the first of them is removed, so that a cache that cannot be
     * told leaves nothing half done. When the delegate fails, repeat it.
     *
     * @param token the access token, as the delegate has it
     * @throws CacheWriteException if the cache could not be told
     */
    public void revokeAccessToken(A token) {
        writes.revoke(token);
    }

    /**
     * Revokes a grant by its refresh token: removes the access tokens that were issued with it, and itself, as
     * {@link #revokeAccessToken} does.
     *
     * @param token the refresh token
     * @throws CacheWriteException if the cache could not be told
     */
    public void revokeRefreshToken(R token) {
        writes.revokeUsing(token);
    }

    @Override
    public Collection<A> findTokensByClientIdAndUserName(String clientId, String userName) {
        return delegate.findTokensByClientIdAndUserName(clientId, userName);
    }

    @Override
    public Collection<A> findTokensByClientId(String clientId) {
        return delegate.findTokensByClientId(clientId);
    }

    /**
     * Evicts an access token that was changed or removed behind this store's back.
     *
     * @param tokenValue the token's value; null is ignored
     * @throws CacheWriteException if the cache could not be told
     */
    public void evictAccessToken(@Nullable String tokenValue) {
        if (tokenValue != null) {
            cache.evict(Set.of(names.byValue(tokenValue)));
        }
    }

    /**
     * Evicts every access token of a user.
     *
     * @param userName the user's name, as the authentications have it
     * @throws CacheWriteException if the cache could not be told
     */
    public void evictUser(String userName) {
        cache.evict(Set.of(names.byUser(userName)));
    }

    /**
     * Evicts every access token of a client.
     *
     * @param clientId the client's identifier, as the authentications have it
     * @throws IllegalStateException if clients are not {@linkplain CachingTokenStoreBuilder#indexClients indexed}
     * @throws CacheWriteException if the cache could not be told
     */
    public void evictClient(String clientId) {
        cache.evict(Set.of(names.byClient(clientId)));
    }

    /**
     * Evicts everything.
     *
     * @throws CacheWriteException if the cache could not be told
     */
    public void evictAll() {
        cache.clear();
        refreshTokens.clear();
    }

    /**
     * How the cache gets on with its backend.
     *
     * @return its health at this moment, that of refresh payloads included
     */
    public CacheHealth health() {
        return refreshTokens.health(cache.health());
    }

    /**
     * Tries a backend that is away again now, and makes up for what it is owed; reads and writes do so by themselves.
     *
     * @return whether the cache is in use afterwards
     */
    public boolean recover() {
        boolean back = cache.recover();
        return refreshTokens.recover() && back;
    }
}
