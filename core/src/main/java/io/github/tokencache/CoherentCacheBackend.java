package io.github.tokencache;

/**
 * A backend whose evictions are seen by every node that writes the store: it is shared by them, or there is but one.
 * What is cached then is what the store holds, so an unchanged value need not be written again.
 *
 * @param <V> the type of cached values
 */
public interface CoherentCacheBackend<V> extends CacheBackend<V> {}
