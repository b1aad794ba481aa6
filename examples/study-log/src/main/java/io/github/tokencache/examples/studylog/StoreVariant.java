package io.github.tokencache.examples.studylog;

import io.github.tokencache.examples.studylog.members.PerLoginKeys;
import io.github.tokencache.springsecurityoauth2.CachingClientDetailsService;
import io.github.tokencache.springsecurityoauth2.CachingTokenStore;
import io.github.tokencache.springsecurityoauth2.CachingTokenStoreBuilder;
import io.github.tokencache.springsecurityoauth2.LeanJdbcTokenStore;
import io.github.tokencache.springsecurityoauth2.LeanJdbcTokenStoreBuilder;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.springframework.security.oauth2.provider.client.JdbcClientDetailsService;
import org.springframework.security.oauth2.provider.token.AuthenticationKeyGenerator;
import org.springframework.security.oauth2.provider.token.TokenStore;
import org.springframework.security.oauth2.provider.token.store.JdbcTokenStore;

/** The ways to run the same server over the same tables: the one place that knows how each pair of stores is built. */
public enum StoreVariant {
    /** The framework's own stores: every read is a query. */
    PLAIN("plain", false),
    /** The article's way, there only to be measured: see {@link ArticleAspect}. */
    AOP("aop", false),
    /** The decorators with the key generator: evict on write. */
    CACHING("caching", true),
    /** The decorators as the constructor with a key generator gives them: what is stored is left in the cache. */
    CACHING_POPULATE("caching-populate", true),
    /** The lean JDBC store instead of a decorated one. */
    LEAN("lean", true),
    /** The lean JDBC store, which does not store an unchanged token again. */
    LEAN_ELIDE("lean-elide", true);

    private static final AuthenticationKeyGenerator KEYS = new PerLoginKeys();

    private final String label;
    private final boolean cached;

    StoreVariant(String label, boolean cached) {
        this.label = label;
        this.cached = cached;
    }

    /** The name of this variant in tables, files and the property {@code study-log.store}. */
    public String label() {
        return label;
    }

    /** Whether this variant reads through a cache of the library. */
    public boolean isCached() {
        return cached;
    }

    /** Opens new stores over {@code database}, cached in {@code caches} where this variant caches. */
    public Stores open(DataSource database, Caches caches) {
        return switch (this) {
            case PLAIN -> plain(database);
            case AOP -> ArticleAspect.around(database);
            case CACHING -> decorated(database, caches, decorator(database, caches));
            case CACHING_POPULATE ->
                decorated(database, caches, decorator(database, caches).populateOnStore());
            case LEAN -> lean(database, caches, leanStore(database, caches));
            case LEAN_ELIDE ->
                lean(database, caches, leanStore(database, caches).elideUnchangedStores());
        };
    }

    private static Stores plain(DataSource database) {
        return new Stores(jdbcStore(database), new JdbcClientDetailsService(database), token -> {}, () -> {});
    }

    static JdbcTokenStore jdbcStore(DataSource database) {
        JdbcTokenStore store = new JdbcTokenStore(database);
        store.setAuthenticationKeyGenerator(KEYS);
        return store;
    }

    private static CachingTokenStoreBuilder decorator(DataSource database, Caches caches) {
        return CachingTokenStore.builder(jdbcStore(database), caches.accessTokens())
                .dataSource(database)
                .authenticationKeyGenerator(KEYS);
    }

    private static Stores decorated(DataSource database, Caches caches, CachingTokenStoreBuilder builder) {
        CachingTokenStore tokens = builder.build();
        return stores(tokens, clients(database, caches), tokens::evictAccessToken, tokens::evictAll);
    }

    private static LeanJdbcTokenStoreBuilder leanStore(DataSource database, Caches caches) {
        return LeanJdbcTokenStore.builder(database, caches.accessTokens())
                .populateOnStore()
                .skipExistenceRead()
                .authenticationKeyGenerator(KEYS)
                .refreshPayloads(caches.refreshTokens());
    }

    private static Stores lean(DataSource database, Caches caches, LeanJdbcTokenStoreBuilder builder) {
        LeanJdbcTokenStore tokens = builder.build();
        return stores(tokens, clients(database, caches), tokens::evictAccessToken, tokens::evictAll);
    }

    private static Stores stores(
            TokenStore tokens, CachingClientDetailsService clients, Consumer<String> evict, Runnable evictAll) {
        return new Stores(tokens, clients, evict, () -> {
            evictAll.run();
            clients.evictAll();
        });
    }

    private static CachingClientDetailsService clients(DataSource database, Caches caches) {
        return CachingClientDetailsService.builder(new JdbcClientDetailsService(database), caches.clients())
                .dataSource(database)
                .build();
    }
}
