package io.github.tokencache.springsecurityoauth2.autoconfigure;

import io.github.tokencache.springsecurityoauth2.CachingTokenStore;
import io.github.tokencache.springsecurityoauth2.CachingTokenStoreBuilder;
import io.github.tokencache.springsecurityoauth2.LeanJdbcTokenStore;
import io.github.tokencache.springsecurityoauth2.LeanJdbcTokenStoreBuilder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.oauth2.provider.token.TokenStore;
import org.springframework.security.oauth2.provider.token.store.JdbcTokenStore;

/** Builds the caching store that the properties ask for. */
final class StoreDecorator {
    private static final Logger log = LoggerFactory.getLogger(StoreDecorator.class);

    private final TokenCacheProperties properties;
    private final CacheSettings settings;
    private final TokenCaches caches;

    StoreDecorator(TokenCacheProperties properties, CacheSettings settings, TokenCaches caches) {
        this.properties = properties;
        this.settings = settings;
        this.caches = caches;
    }

    /** A {@code LeanJdbcTokenStore} or a {@code CachingTokenStore}. */
    TokenStore decorate(String where, TokenStore store) {
        if (properties.jdbc.lean && store.getClass() == JdbcTokenStore.class) {
            JdbcTokenStore jdbc = (JdbcTokenStore) store;
            if (Stores.hasOwnStatements(jdbc)) {
                log.warn("{} is cached, but not replaced by the lean store: its statements have been changed", where);
            } else {
                LeanJdbcTokenStore lean = lean(jdbc);
                caches.use(CachedTokens.of(lean), properties.accessTokens.indexClients);
                log.info("{} is replaced by the lean JDBC token store, cached in {}", where, caches.backends());
                return lean;
            }
        }
        CachingTokenStore decorator = decorator(store);
        caches.use(CachedTokens.of(decorator), properties.accessTokens.indexClients);
        log.info("{} is cached in {}", where, caches.backends());
        return decorator;
    }

    /** Too late for the store to be put back where it was: its cache is led past instead. */
    void giveUp(String cached, String uncached) {
        String because = uncached + " is not, and the cache would not hear of what that changes";
        log.warn("{} is not cached any more: {}. Use one token store bean for both", cached, because);
        caches.detour(TokenCaches.ACCESS_TOKENS, because);
        caches.detour(TokenCaches.REFRESH_TOKENS, because);
    }

    private LeanJdbcTokenStore lean(JdbcTokenStore store) {
        LeanJdbcTokenStoreBuilder builder = LeanJdbcTokenStore.builder(
                        FrameworkParts.dataSource(store, JdbcTokenStore.class), caches.accessTokens())
                .settings(settings.accessTokens())
                .environment(settings.accessTokenEnvironment())
                .authenticationKeyGenerator(FrameworkParts.keyGenerator(store));
        AccessTokenProperties tokens = properties.accessTokens;
        when(tokens.populateOnStore, builder::populateOnStore);
        when(tokens.elideUnchangedStores, builder::elideUnchangedStores);
        when(tokens.indexClients, builder::indexClients);
        builder.sampleHits(tokens.sampleHits);
        when(properties.jdbc.skipExistenceRead, builder::skipExistenceRead);
        when(properties.refreshTokens.enabled, () -> builder.refreshPayloads(caches.refreshTokens()));
        return builder.build();
    }

    private CachingTokenStore decorator(TokenStore store) {
        CachingTokenStoreBuilder builder = CachingTokenStore.builder(store, caches.accessTokens())
                .settings(settings.accessTokens())
                .environment(settings.accessTokenEnvironment());
        if (store instanceof JdbcTokenStore jdbc) {
            builder.dataSource(FrameworkParts.dataSource(jdbc, JdbcTokenStore.class));
        }
        if (store.getClass() == JdbcTokenStore.class) {
            builder.authenticationKeyGenerator(FrameworkParts.keyGenerator((JdbcTokenStore) store));
        }
        AccessTokenProperties tokens = properties.accessTokens;
        when(tokens.populateOnStore, builder::populateOnStore);
        when(tokens.elideUnchangedStores, builder::elideUnchangedStores);
        when(tokens.indexClients, builder::indexClients);
        builder.sampleHits(tokens.sampleHits);
        when(properties.refreshTokens.enabled, () -> builder.refreshPayloads(caches.refreshTokens()));
        return builder.build();
    }

    private static void when(boolean wanted, Runnable option) {
        if (wanted) {
            option.run();
        }
    }
}
