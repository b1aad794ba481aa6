package io.github.tokencache.examples.studylog;

import io.github.tokencache.CacheBackend;
import io.github.tokencache.TokenEntry;
import io.github.tokencache.examples.studylog.members.PerLoginKeys;
import io.github.tokencache.springsecurityoauth2.CachingClientDetailsService;
import io.github.tokencache.springsecurityoauth2.CachingTokenStore;
import io.github.tokencache.springsecurityoauth2.CachingTokenStoreBuilder;
import io.github.tokencache.springsecurityoauth2.LeanJdbcTokenStore;
import io.github.tokencache.springsecurityoauth2.LeanJdbcTokenStoreBuilder;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.springframework.security.oauth2.common.OAuth2AccessToken;
import org.springframework.security.oauth2.provider.ClientDetails;
import org.springframework.security.oauth2.provider.OAuth2Authentication;
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

    /** Opens new stores over {@code database}, cached in {@code caches} and counted by {@code meters} where this caches. */
    Stores open(DataSource database, Caches caches, StoreMeters meters) {
        return switch (this) {
            case PLAIN -> plain(database);
            case AOP -> ofTheArticle(database);
            case CACHING -> decorated(database, caches, meters, false);
            case CACHING_POPULATE -> decorated(database, caches, meters, true);
            case LEAN -> lean(database, caches, meters, false);
            case LEAN_ELIDE -> lean(database, caches, meters, true);
        };
    }

    /** The article's stores, which keep their caches themselves. */
    public static Stores ofTheArticle(DataSource database) {
        return ArticleAspect.around(database);
    }

    private static Stores plain(DataSource database) {
        return new Stores(jdbcStore(database), new JdbcClientDetailsService(database), token -> {}, () -> {});
    }

    static JdbcTokenStore jdbcStore(DataSource database) {
        JdbcTokenStore store = new JdbcTokenStore(database);
        store.setAuthenticationKeyGenerator(KEYS);
        return store;
    }

    private static Stores decorated(DataSource database, Caches caches, StoreMeters meters, boolean populate) {
        CacheBackend<TokenEntry<OAuth2AccessToken, OAuth2Authentication>> backend = caches.accessTokens();
        CachingTokenStoreBuilder builder = CachingTokenStore.builder(jdbcStore(database), backend)
                .environment(meters.ofTokens())
                .dataSource(database)
                .authenticationKeyGenerator(KEYS);
        CachingTokenStore tokens = (populate ? builder.populateOnStore() : builder).build();
        meters.tokensAreIn(backend, tokens::health);
        return stores(tokens, clients(database, caches, meters), tokens::evictAccessToken, tokens::evictAll);
    }

    private static Stores lean(DataSource database, Caches caches, StoreMeters meters, boolean elide) {
        CacheBackend<TokenEntry<OAuth2AccessToken, OAuth2Authentication>> backend = caches.accessTokens();
        LeanJdbcTokenStoreBuilder builder = LeanJdbcTokenStore.builder(database, backend)
                .environment(meters.ofTokens())
                .populateOnStore()
                .skipExistenceRead()
                .authenticationKeyGenerator(KEYS)
                .refreshPayloads(caches.refreshTokens());
        LeanJdbcTokenStore tokens = (elide ? builder.elideUnchangedStores() : builder).build();
        meters.tokensAreIn(backend, tokens::health);
        return stores(tokens, clients(database, caches, meters), tokens::evictAccessToken, tokens::evictAll);
    }

    private static Stores stores(
            TokenStore tokens, CachingClientDetailsService clients, Consumer<String> evict, Runnable evictAll) {
        return new Stores(tokens, clients, evict, () -> {
            evictAll.run();
            clients.evictAll();
        });
    }

    private static CachingClientDetailsService clients(DataSource database, Caches caches, StoreMeters meters) {
        CacheBackend<ClientDetails> backend = caches.clients();
        CachingClientDetailsService clients = CachingClientDetailsService.builder(
                        new JdbcClientDetailsService(database), backend)
                .environment(meters.ofClients())
                .dataSource(database)
                .build();
        meters.clientsAreIn(backend, clients::health);
        return clients;
    }
}
