package io.github.tokencache.redis;

import io.github.tokencache.Ending;
import io.github.tokencache.OpenWrite;
import io.github.tokencache.Writer;

/**
 * Ends writes in a shared backend and tells whether they were pending until then.
 *
 * @param <V> the type of cached values
 */
@FunctionalInterface
interface Ends<V> {

    /** Takes note of a begin that has succeeded and started at the given time. */
    default void begun(Writer writer, long started) {}

    /**
     * Ends as {@link io.github.tokencache.CacheBackend#end} does.
     *
     * @return whether every cell of the write was still pending by its writer; false when that is not certain
     */
    boolean end(OpenWrite write, Ending<V> ending);
}
