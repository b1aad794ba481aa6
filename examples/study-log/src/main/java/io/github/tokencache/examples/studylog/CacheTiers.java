package io.github.tokencache.examples.studylog;

import io.github.tokencache.spring.NearFigures;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What each place of each cache was asked for, and had. A name that is not found in this node's memory is looked for in
 * the Redis that all nodes share, so a miss of the first is a lookup of the second. Safe for use by any thread.
 */
public final class CacheTiers {
    private final CacheKind kind;
    private final StoreMeters meters;

    CacheTiers(CacheKind kind, StoreMeters meters) {
        this.kind = kind;
        this.meters = meters;
    }

    /**
     * One place of one cache.
     *
     * @param cache what is kept there
     * @param tier {@code memory}, or {@code near} and {@code shared}
     * @param hits what was found, since the start
     * @param misses what was not
     */
    public record Tier(String cache, String tier, long hits, long misses) {}

    /** The figures of this moment; none where the stores are plain. */
    public List<Tier> now() {
        List<Tier> tiers = new ArrayList<>();
        meters.inUse().forEach(cache -> add(tiers, cache));
        return tiers;
    }

    private void add(List<Tier> tiers, StoreMeters.Counted cache) {
        long hits = cache.metrics().hits();
        long misses = cache.metrics().misses();
        switch (kind) {
            case CAFFEINE -> tiers.add(new Tier(cache.name(), "memory", hits, misses));
            case REDIS -> tiers.add(new Tier(cache.name(), "shared", hits, misses));
            case TWO_LEVEL -> {
                long near = Math.min(near(cache.figures().near()), hits);
                tiers.add(new Tier(cache.name(), "near", near, hits - near + misses));
                tiers.add(new Tier(cache.name(), "shared", hits - near, misses));
            }
        }
    }

    /** A read by another name than the token's own looks twice, and may have counted twice. */
    private static long near(@Nullable Supplier<NearFigures> figures) {
        return figures == null ? 0 : figures.get().hits();
    }
}
