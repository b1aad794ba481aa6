package io.github.tokencache.redis;

import io.github.tokencache.CacheBackend;
import io.github.tokencache.Ending;
import io.github.tokencache.OpenWrite;

/**
 * A shared backend that can tell whether a write was pending until its end.
 *
 * @param <V> the type of cached values
 */
interface TellingBackend<V> extends CacheBackend<V> {

    /**
     * Ends as {@link #end} does.
     *
     * @return whether every cell of the write was still pending by its writer; false when that is not certain
     */
    boolean endTelling(OpenWrite write, Ending<V> ending);
}
