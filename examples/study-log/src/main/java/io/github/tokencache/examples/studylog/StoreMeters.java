package io.github.tokencache.examples.studylog;

import io.github.tokencache.CacheBackend;
import io.github.tokencache.CacheEnvironment;
import io.github.tokencache.CacheHealth;
import io.github.tokencache.spring.CacheFigures;
import io.github.tokencache.spring.TokenCacheMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Counts what the caches of the stores do, from before there is a registry to show it in. */
final class StoreMeters {
    private final Caches caches;
    private final TokenCacheMetrics tokens;
    private final TokenCacheMetrics clients;
    private final List<Counted> inUse = new ArrayList<>();

    /** A cache, what it has done, and what to ask of it. */
    record Counted(String name, TokenCacheMetrics metrics, CacheFigures figures) {}

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
        inUse.add(new Counted("tokens", tokens, caches.figures(backend, CacheFigures.ofHealth(health))));
    }

    void clientsAreIn(CacheBackend<?> backend, Supplier<CacheHealth> health) {
        inUse.add(new Counted("clients", clients, caches.figures(backend, CacheFigures.ofHealth(health))));
    }

    /** The caches there are by now. */
    List<Counted> inUse() {
        return List.copyOf(inUse);
    }

    /** Shows the caches there are: none where the stores are plain. */
    void bindTo(MeterRegistry registry) {
        inUse.forEach(cache -> cache.metrics().bindTo(registry, cache.figures()));
    }
}
