package io.github.tokencache.caffeine;

import io.github.tokencache.CoherentCacheBackend;
import java.util.function.LongSupplier;

/**
 * The backend of the only process that writes the store, made by {@link CaffeineCacheBackend#forSingleNode}.
 *
 * @param <V> the type of cached values
 */
public final class SingleNodeCaffeineCacheBackend<V> extends CaffeineCacheBackend<V>
        implements CoherentCacheBackend<V> {
    SingleNodeCaffeineCacheBackend(CaffeineSettings<V> settings, LongSupplier clock) {
        super(settings, clock);
    }
}
