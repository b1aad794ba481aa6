package io.github.tokencache.springsecurityoauth2;

import io.github.tokencache.CacheBackend;
import io.github.tokencache.CacheEnvironment;
import io.github.tokencache.CachingTokenStore;
import io.github.tokencache.CoherentCacheBackend;
import io.github.tokencache.TokenCacheSettings;
import io.github.tokencache.TokenEntry;
import io.github.tokencache.TransactionBoundary;
import io.github.tokencache.spring.SpringTransactionBoundary;
import java.util.Objects;
import javax.sql.DataSource;
import org.springframework.security.oauth2.common.OAuth2AccessToken;
import org.springframework.security.oauth2.common.OAuth2RefreshToken;
import org.springframework.security.oauth2.provider.OAuth2Authentication;
import org.springframework.security.oauth2.provider.token.AuthenticationKeyGenerator;
import org.springframework.security.oauth2.provider.token.DefaultAuthenticationKeyGenerator;

/** Builds a {@link LeanJdbcTokenStore}; checks that the parts fit. Not for use by several threads at once. */
public final class LeanJdbcTokenStoreBuilder {
    final DataSource dataSource;
    private final CacheBackend<TokenEntry<OAuth2AccessToken, OAuth2Authentication>> backend;
    private final StoreOptions options = new StoreOptions();
    AuthenticationKeyGenerator keyGenerator = new DefaultAuthenticationKeyGenerator();
    boolean skipExistenceRead;

    LeanJdbcTokenStoreBuilder(
            DataSource dataSource, CacheBackend<TokenEntry<OAuth2AccessToken, OAuth2Authentication>> backend) {
        this.dataSource = Objects.requireNonNull(dataSource, "dataSource");
        this.backend = Objects.requireNonNull(backend, "backend");
    }

    /**
     * Sets how long to keep what.
     *
     * @param settings the settings
     * @return this builder
     */
    public LeanJdbcTokenStoreBuilder settings(TokenCacheSettings settings) {
        options.settings = Objects.requireNonNull(settings, "settings");
        return this;
    }

    /**
     * Sets keys, listener, clock, and the transactions too unless they are {@link TransactionBoundary#autocommit()}, which
     * counts as not set: then they are Spring's on the data source.
     *
     * @param environment the environment
     * @return this builder
     */
    public LeanJdbcTokenStoreBuilder environment(CacheEnvironment environment) {
        options.environment = Objects.requireNonNull(environment, "environment");
        return this;
    }

    /**
     * Sets how authentications are told apart; {@link DefaultAuthenticationKeyGenerator} unless set.
     *
     * @param generator the generator, the same on every node
     * @return this builder
     */
    public LeanJdbcTokenStoreBuilder authenticationKeyGenerator(AuthenticationKeyGenerator generator) {
        this.keyGenerator = Objects.requireNonNull(generator, "authenticationKeyGenerator");
        return this;
    }

    /**
     * Leaves a stored token in the cache, which saves its first read, where no transaction is active and nobody else
     * reads or writes it meanwhile. Without this a store evicts.
     *
     * @return this builder
     */
    public LeanJdbcTokenStoreBuilder populateOnStore() {
        options.populate = true;
        return this;
    }

    /**
     * Lists the tokens of each client too, so that they can be {@linkplain LeanJdbcTokenStore#evictClient evicted}. Every
     * token is filled with one tag more, and a client with more live tokens than a tag lists has the rest not cached.
     *
     * @return this builder
     */
    public LeanJdbcTokenStoreBuilder indexClients() {
        options.indexClients = true;
        return this;
    }

    /**
     * Leaves out storing a token that is cached with the same bytes; needs a {@link CoherentCacheBackend}.
     *
     * @return this builder
     */
    public LeanJdbcTokenStoreBuilder elideUnchangedStores() {
        options.elide = true;
        return this;
    }

    /**
     * Inserts a token that the cache does not know at once, in a statement that finds a row of the same token by itself,
     * instead of after an UPDATE that finds none: one statement less for a new token, one more for an old one. Not in
     * transactions. The statement is tested on H2, PostgreSQL and MariaDB.
     *
     * @return this builder
     */
    public LeanJdbcTokenStoreBuilder skipExistenceRead() {
        this.skipExistenceRead = true;
        return this;
    }

    /**
     * Caches the authentications of refresh tokens, so that a refresh reads its row once. Refresh tokens themselves are
     * always read from the database.
     *
     * @param payloads where they live; a backend of their own
     * @return this builder
     */
    public LeanJdbcTokenStoreBuilder refreshPayloads(
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
    public LeanJdbcTokenStoreBuilder sampleHits(double share) {
        options.sampledHits = StoreOptions.share(share);
        return this;
    }

    /**
     * Builds the store.
     *
     * @return the store
     * @throws IllegalArgumentException if the parts do not fit
     */
    public LeanJdbcTokenStore build() {
        return new LeanJdbcTokenStore(this);
    }

    TransactionBoundary boundary() {
        TransactionBoundary given = options.environment.boundary();
        return given == TransactionBoundary.autocommit() ? new SpringTransactionBoundary(dataSource) : given;
    }

    CachingTokenStore<OAuth2AccessToken, OAuth2RefreshToken, OAuth2Authentication> assemble(
            LeanRows rows, TransactionBoundary boundary) {
        return options.assemble(
                rows, new SpringTokenModel(rows::key), backend, options.environment.withBoundary(boundary));
    }
}
