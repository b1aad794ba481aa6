package io.github.tokencache.examples.studylog;

import io.github.tokencache.CacheBackend;
import io.github.tokencache.CacheEnvironment;
import io.github.tokencache.CacheHealth;
import io.github.tokencache.spring.CacheFigures;
import io.github.tokencache.spring.TokenCacheMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Counts what the caches of the stores do, from before there is a registry to show it in. */
final class StoreMeters {
    private final Caches caches;
    private final TokenCacheMetrics tokens;
    private final TokenCacheMetrics clients;
    private final Map<TokenCacheMetrics, CacheFigures> inUse = new LinkedHashMap<>();

    StoreMeters(CacheKind kind, Caches caches) {
        String tier =
                switch (kind) {
                    case CAFFEINE -> "process";
                    case REDIS -> "shared";
                    case TWO_LEVEL -> "two-level";
                };
        this.caches = caches;
        this.tokens = new TokenCacheMetrics("tokens", tier);
        this.clients = new TokenCacheMetrics("clients", tier);
    }

    CacheEnvironment ofTokens() {
        return CacheEnvironment.of("tokens").withListener(tokens);
    }

    CacheEnvironment ofClients() {
        return CacheEnvironment.of("clients").withListener(clients);
    }

    void tokensAreIn(CacheBackend<?> backend, Supplier<CacheHealth> health) {
        inUse.put(tokens, caches.figures(backend, CacheFigures.ofHealth(health)));
    }

    void clientsAreIn(CacheBackend<?> backend, Supplier<CacheHealth> health) {
        inUse.put(clients, caches.figures(backend, CacheFigures.ofHealth(health)));
    }

    /** Shows the caches there are: none where the stores are plain. */
    void bindTo(MeterRegistry registry) {
        inUse.forEach((metrics, figures) -> metrics.bindTo(registry, figures));
    }
}
