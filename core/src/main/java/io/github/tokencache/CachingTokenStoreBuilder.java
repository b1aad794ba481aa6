package io.github.tokencache;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Builds a {@link CachingTokenStore}; checks that the parts fit. Not for use by several threads at once.
 *
 * @param <A> the type of access tokens
 * @param <R> the type of refresh tokens
 * @param <P> the type of authentications
 */
public final class CachingTokenStoreBuilder<A, R, P> {
    final TokenStore<A, R, P> delegate;
    final TokenModel<A, R, P> model;
    final CacheBackend<TokenEntry<A, P>> backend;
    TokenCacheSettings settings = TokenCacheSettings.defaults();
    CacheEnvironment environment = CacheEnvironment.of("tokens");
    boolean populate;
    boolean indexClients;

    @Nullable EntryCodec<TokenEntry<A, P>> elision;

    @Nullable HitSampling<TokenEntry<A, P>> sampling;

    @Nullable CacheBackend<TokenEntry<R, P>> payloads;

    CachingTokenStoreBuilder(
            TokenStore<A, R, P> delegate, TokenModel<A, R, P> model, CacheBackend<TokenEntry<A, P>> backend) {
        this.delegate = Objects.requireNonNull(delegate, "delegate");
        this.model = Objects.requireNonNull(model, "model");
        this.backend = Objects.requireNonNull(backend, "backend");
    }

    /**
     * Sets how long to keep what.
     *
     * @param value the settings
     * @return this builder
     */
    public CachingTokenStoreBuilder<A, R, P> settings(TokenCacheSettings value) {
        this.settings = Objects.requireNonNull(value, "settings");
        return this;
    }

    /**
     * Sets keys, transactions, listener and clock.
     *
     * @param value the environment
     * @return this builder
     */
    public CachingTokenStoreBuilder<A, R, P> environment(CacheEnvironment value) {
        this.environment = Objects.requireNonNull(value, "environment");
        return this;
    }

    /**
     * Leaves a stored token in the cache, which saves its first read, where no transaction is active and nobody else
     * reads or writes it meanwhile. Without this a store evicts.
     *
     * @return this builder
     */
    public CachingTokenStoreBuilder<A, R, P> populateOnStore() {
        this.populate = true;
        return this;
    }

    /**
     * Lists the tokens of each client too, so that they can be {@linkplain CachingTokenStore#evictClient evicted}. Every
     * token is filled with one tag more, and a client with more live tokens than a tag lists has the rest not cached.
     *
     * @return this builder
     */
    public CachingTokenStoreBuilder<A, R, P> indexClients() {
        this.indexClients = true;
        return this;
    }

    /**
     * Leaves out storing a token that is cached with the same bytes. Only for stores that keep one token for an
     * authentication, as those over JDBC do: in others, storing an unchanged token makes it the latest one again.
     *
     * @param codec gives the canonical bytes
     * @return this builder
     */
    public CachingTokenStoreBuilder<A, R, P> elideUnchangedStores(EntryCodec<TokenEntry<A, P>> codec) {
        this.elision = Objects.requireNonNull(codec, "codec");
        return this;
    }

    /**
     * Caches the authentications of refresh tokens. Refresh tokens themselves are always read from the delegate.
     *
     * @param value where they live; a backend of their own
     * @return this builder
     */
    public CachingTokenStoreBuilder<A, R, P> refreshPayloads(CacheBackend<TokenEntry<R, P>> value) {
        this.payloads = Objects.requireNonNull(value, "payloads");
        return this;
    }

    /**
     * Compares a share of the hits by a token's value with what the delegate says. A stale one is evicted, reported by
     * {@link TokenCacheListener#onStale}, and answered as the delegate says.
     *
     * @param value which hits
     * @return this builder
     */
    public CachingTokenStoreBuilder<A, R, P> sampleHits(HitSampling<TokenEntry<A, P>> value) {
        this.sampling = Objects.requireNonNull(value, "sampling");
        return this;
    }

    /**
     * Builds the store.
     *
     * @return the store
     * @throws IllegalArgumentException if the parts do not fit
     */
    public CachingTokenStore<A, R, P> build() {
        if (elision != null && !(backend instanceof CoherentCacheBackend)) {
            throw new IllegalArgumentException(
                    "backend must be a CoherentCacheBackend to elide unchanged stores, but was "
                            + backend.getClass().getName()
                            + "; a cache that misses another node's write would undo it");
        }
        return new CachingTokenStore<>(this);
    }
}
