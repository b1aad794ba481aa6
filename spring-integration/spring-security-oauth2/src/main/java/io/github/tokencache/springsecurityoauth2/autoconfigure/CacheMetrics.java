package io.github.tokencache.springsecurityoauth2.autoconfigure;

import io.github.tokencache.CacheHealth;
import io.github.tokencache.TokenCacheListener;
import io.github.tokencache.spring.CacheFigures;
import io.github.tokencache.spring.TokenCacheMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** The meters of the caches, by their names. Counts from before the first of them is made. */
final class CacheMetrics implements CacheListeners, CacheCounts, AutoCloseable {
    private static final CacheHealth NOT_THERE_YET = new CacheHealth(false, 0, false, null);

    private final BackendType type;
    private final Map<String, TokenCacheMetrics> metrics;
    private volatile Collection<MeterRegistry> added = List.of();

    CacheMetrics(BackendType type) {
        this.type = type;
        String tier =
                switch (type) {
                    case CAFFEINE -> "process";
                    case REDIS -> "shared";
                    case TWO_LEVEL -> "two-level";
                };
        this.metrics = Map.of(
                TokenCaches.ACCESS_TOKENS, new TokenCacheMetrics(TokenCaches.ACCESS_TOKENS, tier),
                TokenCaches.REFRESH_TOKENS, new TokenCacheMetrics(TokenCaches.REFRESH_TOKENS, tier),
                TokenCaches.CLIENTS, new TokenCacheMetrics(TokenCaches.CLIENTS, tier));
    }

    private TokenCacheMetrics of(String cache) {
        TokenCacheMetrics known = metrics.get(cache);
        if (known == null) {
            throw new IllegalArgumentException("cache must be one of " + metrics.keySet() + ", but was " + cache);
        }
        return known;
    }

    @Override
    public TokenCacheListener tokens() {
        return new TokensListener(of(TokenCaches.ACCESS_TOKENS), of(TokenCaches.REFRESH_TOKENS));
    }

    @Override
    public TokenCacheListener clients() {
        return of(TokenCaches.CLIENTS);
    }

    @Override
    public long hits(String cache) {
        return of(cache).hits();
    }

    @Override
    public long misses(String cache) {
        return of(cache).misses();
    }

    /** A cache that is not there yet is shown as one that is not in use. */
    void bind(String cache, TokenCaches caches, MeterRegistry registry) {
        String owner = cache.equals(TokenCaches.REFRESH_TOKENS) ? TokenCaches.ACCESS_TOKENS : cache;
        CacheFigures figures = CacheFigures.ofHealth(() -> caches.health().getOrDefault(owner, NOT_THERE_YET));
        of(cache)
                .bindTo(
                        registry,
                        switch (type) {
                            case CAFFEINE -> figures.withSize(() -> ProcessStatistics.size(caches.statistics(cache)));
                            case REDIS -> figures;
                            case TWO_LEVEL ->
                                figures.withSize(() -> NearStatistics.size(caches.statistics(cache)))
                                        .withNear(() -> NearStatistics.figures(caches.statistics(cache)))
                                        .withNode(() -> NearStatistics.node(caches.anyStatistics()));
                        });
    }

    /**
     * Boot adds the registries of a context to a global one, which would keep the caches of a closed context, and by the
     * filter of tags, which no registry gives back, the classes too. Others' registries stay there.
     */
    void removeFromGlobal(Collection<MeterRegistry> addedByThisContext) {
        added = addedByThisContext;
    }

    @Override
    public void close() {
        metrics.values().forEach(TokenCacheMetrics::unbind);
        added.forEach(Metrics::removeRegistry);
    }
}
