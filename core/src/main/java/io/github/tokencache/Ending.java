package io.github.tokencache;

import java.util.Map;

/**
 * How a write ended. An unknown outcome has no ending: its marks stay until the writer's deadline.
 *
 * @param <V> the type of cached values
 */
public sealed interface Ending<V> {

    /**
     * The write is committed.
     *
     * @param <V> the type of cached values
     * @param populate what to leave in cells instead of nothing, where this writer is alone, was never joined, is
     *     within its lease time-out, and every tag takes it
     */
    record Committed<V>(Map<TokenKey, Fill<V>> populate) implements Ending<V> {
        public Committed {
            populate = Map.copyOf(populate);
        }
    }

    /**
     * The write is rolled back.
     *
     * @param <V> the type of cached values
     */
    record RolledBack<V>() implements Ending<V> {}
}
