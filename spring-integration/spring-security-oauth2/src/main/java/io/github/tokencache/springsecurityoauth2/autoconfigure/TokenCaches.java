package io.github.tokencache.springsecurityoauth2.autoconfigure;

import io.github.tokencache.CacheBackend;
import io.github.tokencache.CacheHealth;
import io.github.tokencache.CacheWriteException;
import io.github.tokencache.TokenEntry;
import io.github.tokencache.springsecurityoauth2.CachingClientDetailsService;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.common.OAuth2AccessToken;
import org.springframework.security.oauth2.common.OAuth2RefreshToken;
import org.springframework.security.oauth2.provider.ClientDetails;
import org.springframework.security.oauth2.provider.OAuth2Authentication;

/**
 * The caches that the auto-configuration has put in front of the application's beans: what to evict from after a change
 * behind their backs, and what to look at. Which there are is known when the context has been refreshed; those of beans
 * that are made later appear then. Safe for use by any thread.
 */
public final class TokenCaches {
    /** The name of the cache of access tokens with their authentications. */
    public static final String ACCESS_TOKENS = "access-tokens";

    /** The name of the cache of the authentications of refresh tokens. */
    public static final String REFRESH_TOKENS = "refresh-tokens";

    /** The name of the cache of clients. */
    public static final String CLIENTS = "clients";

    private final Backends backends;
    private final ConcurrentSkipListMap<String, CacheBackend<?>> caches = new ConcurrentSkipListMap<>();
    private final Map<String, String> detours = new ConcurrentHashMap<>();
    private volatile @Nullable CachedTokens tokens;
    private volatile boolean unindexed;
    private volatile @Nullable CachingClientDetailsService clients;

    TokenCaches(Backends backends) {
        this.backends = backends;
    }

    void use(CachedTokens store, boolean indexesClients) {
        this.tokens = store;
        this.unindexed = !indexesClients;
    }

    /** Whether tokens can be evicted by client; without any that is easy. */
    boolean indexesClients() {
        return !unindexed;
    }

    void use(CachingClientDetailsService service) {
        this.clients = service;
    }

    CacheBackend<TokenEntry<OAuth2AccessToken, OAuth2Authentication>> accessTokens() {
        return detourable(ACCESS_TOKENS, backends.accessTokens());
    }

    CacheBackend<TokenEntry<OAuth2RefreshToken, OAuth2Authentication>> refreshTokens() {
        return detourable(REFRESH_TOKENS, backends.refreshTokens());
    }

    CacheBackend<ClientDetails> clientDetails() {
        return detourable(CLIENTS, backends.clients());
    }

    private <V> CacheBackend<V> detourable(String name, CacheBackend<V> backend) {
        return DetourBackend.of(list(name, backend), () -> detours.containsKey(name));
    }

    /** From now on reads go past a cache, for somebody changes what is in it without its hearing. */
    void detour(String name, String because) {
        detours.putIfAbsent(name, because);
    }

    /** Why reads go past a cache; null if they do not. */
    @Nullable String whyDetour(String name) {
        return detours.get(name);
    }

    <V> CacheBackend<V> list(String name, CacheBackend<V> backend) {
        caches.put(name, backend);
        return backend;
    }

    /**
     * The caches there are.
     *
     * @return some of {@link #ACCESS_TOKENS}, {@link #REFRESH_TOKENS} and {@link #CLIENTS}
     */
    public Set<String> names() {
        return Set.copyOf(caches.keySet());
    }

    /**
     * How each cache gets on with its backend; {@link #REFRESH_TOKENS} is part of {@link #ACCESS_TOKENS} here.
     *
     * @return the health by the name of the cache
     */
    public SortedMap<String, CacheHealth> health() {
        SortedMap<String, CacheHealth> health = new TreeMap<>();
        tokens().ifPresent(store -> health.put(ACCESS_TOKENS, store.health()));
        clients().ifPresent(service -> health.put(CLIENTS, service.health()));
        return health;
    }

    /** What the tiers of a cache tell of themselves: records of the adapters by {@code process}, {@code shared}, {@code near}. */
    Map<String, Object> statistics(String name) {
        CacheBackend<?> backend = caches.get(name);
        return backend == null ? Map.of() : backends.statistics(backend);
    }

    /** The same of any cache that is there, for what they have in common. */
    Map<String, Object> anyStatistics() {
        return caches.values().stream().findAny().map(backends::statistics).orElse(Map.of());
    }

    Backends backends() {
        return backends;
    }

    Optional<CachedTokens> tokens() {
        return Optional.ofNullable(tokens);
    }

    Optional<CachingClientDetailsService> clients() {
        return Optional.ofNullable(clients);
    }

    /**
     * Evicts an access token.
     *
     * @param tokenValue the token's value
     * @throws CacheWriteException if the cache could not be told
     */
    public void evictAccessToken(String tokenValue) {
        tokens().ifPresent(store -> store.evictAccessToken(tokenValue));
    }

    /**
     * Evicts every access token of a user.
     *
     * @param userName the user's name, as the authentications have it
     * @throws CacheWriteException if the cache could not be told
     */
    public void evictUser(String userName) {
        tokens().ifPresent(store -> store.evictUser(userName));
    }

    /**
     * Evicts every access token of a client.
     *
     * @param clientId the client's identifier
     * @throws IllegalStateException unless {@code tokencache.access-tokens.index-clients} is on
     * @throws CacheWriteException if the cache could not be told
     */
    public void evictTokensOfClient(String clientId) {
        tokens().ifPresent(store -> store.evictClient(clientId));
    }

    /**
     * Evicts a client's details.
     *
     * @param clientId the client's identifier
     * @throws CacheWriteException if the cache could not be told
     */
    public void evictClientDetails(String clientId) {
        clients().ifPresent(service -> service.evictClient(clientId));
    }

    /**
     * Evicts everything.
     *
     * @throws CacheWriteException if a cache could not be told
     */
    public void evictAll() {
        tokens().ifPresent(CachedTokens::evictAll);
        clients().ifPresent(CachingClientDetailsService::evictAll);
    }

    /**
     * Tries backends that are away again now; reads and writes do so by themselves.
     *
     * @return whether all caches are in use afterwards
     */
    public boolean recover() {
        boolean tokensAreBack = tokens().map(CachedTokens::recover).orElse(true);
        boolean clientsAreBack =
                clients().map(CachingClientDetailsService::recover).orElse(true);
        return tokensAreBack && clientsAreBack;
    }
}
