package io.github.tokencache.spring;

import io.github.tokencache.CacheHealth;
import java.util.Objects;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What {@link TokenCacheMetrics} asks of a cache whenever it is scraped. The suppliers are called by any thread and must
 * not wait.
 *
 * @param health how the cache gets on with its backend, such as {@code store::health}
 * @param size how many entries there are in this process; null where that is not known
 * @param near what the cache's memory in front of a shared backend has done; null where there is none
 * @param node how the writes of this node have waited for others; null where they do not
 */
public record CacheFigures(
        Supplier<CacheHealth> health,
        @Nullable LongSupplier size,
        @Nullable Supplier<NearFigures> near,
        @Nullable Supplier<NodeFigures> node) {

    /** Checks that there is a health. */
    public CacheFigures {
        Objects.requireNonNull(health, "health");
    }

    /**
     * Of a cache of which no more is known.
     *
     * @param health how the cache gets on with its backend
     * @return the figures
     */
    public static CacheFigures ofHealth(Supplier<CacheHealth> health) {
        return new CacheFigures(health, null, null, null);
    }

    /**
     * The same with a size.
     *
     * @param entries how many entries there are in this process
     * @return the figures
     */
    public CacheFigures withSize(LongSupplier entries) {
        return new CacheFigures(health, entries, near, node);
    }

    /**
     * The same with a memory in front of a shared backend.
     *
     * @param figures what it has done
     * @return the figures
     */
    public CacheFigures withNear(Supplier<NearFigures> figures) {
        return new CacheFigures(health, size, figures, node);
    }

    /**
     * The same with the node that the cache's writes wait on. All caches of a node may name it: its meters have no cache in
     * their tags, and are there once.
     *
     * @param figures how they have waited
     * @return the figures
     */
    public CacheFigures withNode(Supplier<NodeFigures> figures) {
        return new CacheFigures(health, size, near, figures);
    }
}
