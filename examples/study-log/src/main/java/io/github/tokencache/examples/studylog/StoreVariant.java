package io.github.tokencache.examples.studylog;

import io.github.tokencache.CacheBackend;
import io.github.tokencache.caffeine.CaffeineCacheBackend;
import io.github.tokencache.caffeine.CaffeineSettings;
import io.github.tokencache.springsecurityoauth2.CachingClientDetailsService;
import io.github.tokencache.springsecurityoauth2.CachingTokenStore;
import io.github.tokencache.springsecurityoauth2.CachingTokenStoreBuilder;
import io.github.tokencache.springsecurityoauth2.LeanJdbcTokenStore;
import io.github.tokencache.springsecurityoauth2.LeanJdbcTokenStoreBuilder;
import javax.sql.DataSource;
import org.springframework.security.oauth2.provider.client.JdbcClientDetailsService;
import org.springframework.security.oauth2.provider.token.DefaultAuthenticationKeyGenerator;
import org.springframework.security.oauth2.provider.token.store.JdbcTokenStore;

/** The ways to run the same server over the same tables: the one place that knows how each pair of stores is built. */
public enum StoreVariant {
    /** The framework's own stores: every read is a query. */
    PLAIN("plain", "none"),
    /** The article's way, there only to be measured: see {@link ArticleAspect}. */
    AOP("aop", "none"),
    /** The decorators with the key generator: evict on write. */
    CACHING("caching", "caffeine"),
    /** The decorators as the constructor with a key generator gives them: what is stored is left in the cache. */
    CACHING_POPULATE("caching-populate", "caffeine"),
    /** The lean JDBC store instead of a decorated one. */
    LEAN("lean", "caffeine"),
    /** The lean JDBC store, which does not store an unchanged token again. */
    LEAN_ELIDE("lean-elide", "caffeine");

    private static final int MAXIMUM_ENTRIES = 100_000;

    private final String label;
    private final String backend;

    StoreVariant(String label, String backend) {
        this.label = label;
        this.backend = backend;
    }

    /** The name of this variant in tables, files and the property {@code study-log.store}. */
    public String label() {
        return label;
    }

    /** The cache backend of the library that this variant uses, {@code none} where it uses none. */
    public String backend() {
        return backend;
    }

    /** Opens new stores, with an empty cache, over {@code database}. */
    public Stores open(DataSource database) {
        return switch (this) {
            case PLAIN -> plain(database);
            case AOP -> ArticleAspect.around(database);
            case CACHING -> decorated(database, decorator(database));
            case CACHING_POPULATE -> decorated(database, decorator(database).populateOnStore());
            case LEAN -> lean(database, leanStore(database));
            case LEAN_ELIDE -> lean(database, leanStore(database).elideUnchangedStores());
        };
    }

    private static Stores plain(DataSource database) {
        return new Stores(new JdbcTokenStore(database), new JdbcClientDetailsService(database), token -> {});
    }

    private static CachingTokenStoreBuilder decorator(DataSource database) {
        return CachingTokenStore.builder(new JdbcTokenStore(database), newBackend())
                .dataSource(database)
                .authenticationKeyGenerator(new DefaultAuthenticationKeyGenerator());
    }

    private static Stores decorated(DataSource database, CachingTokenStoreBuilder builder) {
        CachingTokenStore tokens = builder.build();
        return new Stores(tokens, clients(database), tokens::evictAccessToken);
    }

    private static LeanJdbcTokenStoreBuilder leanStore(DataSource database) {
        return LeanJdbcTokenStore.builder(database, newBackend())
                .populateOnStore()
                .skipExistenceRead()
                .refreshPayloads(newBackend());
    }

    private static Stores lean(DataSource database, LeanJdbcTokenStoreBuilder builder) {
        LeanJdbcTokenStore tokens = builder.build();
        return new Stores(tokens, clients(database), tokens::evictAccessToken);
    }

    private static CachingClientDetailsService clients(DataSource database) {
        return CachingClientDetailsService.builder(new JdbcClientDetailsService(database), newBackend())
                .dataSource(database)
                .build();
    }

    /** This server is the only one that writes its tables, so what its cache holds is what they hold. */
    private static <V> CacheBackend<V> newBackend() {
        return CaffeineCacheBackend.forSingleNode(CaffeineSettings.ofEntries(MAXIMUM_ENTRIES));
    }
}
