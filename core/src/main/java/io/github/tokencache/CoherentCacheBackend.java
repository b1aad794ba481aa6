package io.github.tokencache;

/**
 * A backend whose evictions are seen by every node that writes the store: what it answers is never older than the last
 * write that has ended, whichever node made it. Only on such a backend may an unchanged value be left unwritten, since a
 * comparison with a value another node has replaced would undo that node's write.
 *
 * @param <V> the type of cached values
 */
public interface CoherentCacheBackend<V> extends CacheBackend<V> {}
