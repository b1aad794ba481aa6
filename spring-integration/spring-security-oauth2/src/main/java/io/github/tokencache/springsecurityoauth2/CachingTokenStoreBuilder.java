package io.github.tokencache.springsecurityoauth2;

import io.github.tokencache.CacheBackend;
import io.github.tokencache.CacheEnvironment;
import io.github.tokencache.CoherentCacheBackend;
import io.github.tokencache.TokenCacheSettings;
import io.github.tokencache.TokenEntry;
import io.github.tokencache.TransactionBoundary;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.common.OAuth2AccessToken;
import org.springframework.security.oauth2.common.OAuth2RefreshToken;
import org.springframework.security.oauth2.provider.OAuth2Authentication;
import org.springframework.security.oauth2.provider.token.AuthenticationKeyGenerator;
import org.springframework.security.oauth2.provider.token.TokenStore;

/** Builds a {@link CachingTokenStore}; checks that the parts fit. Not for use by several threads at once. */
public final class CachingTokenStoreBuilder {
    private final TokenStore delegate;
    private final CacheBackend<TokenEntry<OAuth2AccessToken, OAuth2Authentication>> backend;
    private final StoreOptions options = new StoreOptions();
    private @Nullable DataSource dataSource;
    private @Nullable AuthenticationKeyGenerator keyGenerator;

    CachingTokenStoreBuilder(
            TokenStore delegate, CacheBackend<TokenEntry<OAuth2AccessToken, OAuth2Authentication>> backend) {
        this.delegate = Delegates.requireCacheable(delegate);
        this.backend = Objects.requireNonNull(backend, "backend");
    }

    /**
     * Sets how long to keep what.
     *
     * @param settings the settings
     * @return this builder
     */
    public CachingTokenStoreBuilder settings(TokenCacheSettings settings) {
        options.settings = Objects.requireNonNull(settings, "settings");
        return this;
    }

    /**
     * Sets keys, listener, clock, and the transactions too unless they are {@link TransactionBoundary#autocommit()}, which
     * counts as not set.
     *
     * @param environment the environment
     * @return this builder
     */
    public CachingTokenStoreBuilder environment(CacheEnvironment environment) {
        options.environment = Objects.requireNonNull(environment, "environment");
        return this;
    }

    /**
     * Names the data source of the delegate, for transactional token services. Without it, what is read in a transaction
     * is not cached, and what was written in one that rolled back is not cached again before the write deadline.
     *
     * @param value the delegate's data source, the very object that its transaction manager has
     * @return this builder
     */
    public CachingTokenStoreBuilder dataSource(DataSource value) {
        this.dataSource = Objects.requireNonNull(value, "dataSource");
        return this;
    }

    /**
     * Caches {@code getAccessToken}. Only for stores that keep one token for a key, as those over JDBC do.
     *
     * @param generator the delegate's own (of the same class and state); with another one device A would be handed the
     *     token of device B
     * @return this builder
     */
    public CachingTokenStoreBuilder authenticationKeyGenerator(AuthenticationKeyGenerator generator) {
        this.keyGenerator = Objects.requireNonNull(generator, "authenticationKeyGenerator");
        return this;
    }

    /**
     * Leaves a stored token in the cache, which saves its first read, where no transaction is active and nobody else
     * reads or writes it meanwhile. Without this a store evicts.
     *
     * @return this builder
     */
    public CachingTokenStoreBuilder populateOnStore() {
        options.populate = true;
        return this;
    }

    /**
     * Lists the tokens of each client too, so that they can be {@linkplain CachingTokenStore#evictClient evicted}. Every
     * token is filled with one tag more, and a client with more live tokens than a tag lists has the rest not cached.
     *
     * @return this builder
     */
    public CachingTokenStoreBuilder indexClients() {
        options.indexClients = true;
        return this;
    }

    /**
     * Leaves out storing a token that is cached with the same bytes; needs a {@link CoherentCacheBackend}. Only for
     * stores that keep one token for an authentication, as those over JDBC do: in others, storing an unchanged token
     * makes it the latest one again. {@code InMemoryTokenStore} is refused.
     *
     * @return this builder
     */
    public CachingTokenStoreBuilder elideUnchangedStores() {
        options.elide = true;
        return this;
    }

    /**
     * Caches the authentications of refresh tokens. Refresh tokens themselves are always read from the delegate.
     *
     * @param payloads where they live; a backend of their own
     * @return this builder
     */
    public CachingTokenStoreBuilder refreshPayloads(
            CacheBackend<TokenEntry<OAuth2RefreshToken, OAuth2Authentication>> payloads) {
        options.payloads = Objects.requireNonNull(payloads, "payloads");
        return this;
    }

    /**
     * Compares a share of the hits by a token's value with the store's row, which costs what a miss costs. A stale one is
     * evicted, reported by {@link io.github.tokencache.TokenCacheListener#onStale}, and answered as the store says.
     *
     * @param share the share of hits, 0 to 1; 0 unless set
     * @return this builder
     * @throws IllegalArgumentException if it is none
     */
    public CachingTokenStoreBuilder sampleHits(double share) {
        options.sampledHits = StoreOptions.share(share);
        return this;
    }

    /**
     * Builds the store.
     *
     * @return the store
     * @throws IllegalArgumentException if the parts do not fit
     */
    public CachingTokenStore build() {
        return new CachingTokenStore(this);
    }

    io.github.tokencache.CachingTokenStore<OAuth2AccessToken, OAuth2RefreshToken, OAuth2Authentication> assemble() {
        if (options.elide) {
            Delegates.requireOneTokenForAnAuthentication(delegate);
        }
        return options.assemble(
                new DelegateTokenStore(delegate),
                new SpringTokenModel(keyGenerator),
                backend,
                Boundaries.resolve(options.environment, dataSource));
    }
}
