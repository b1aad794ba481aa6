package io.github.tokencache.caffeine;

import io.github.tokencache.Cell;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.ToIntFunction;

/** What contents weigh. A value that is not cached costs a query; an exception here would cost a login. */
final class Weights<V> {
    static final int NONE = -1;
    private static final int OF_NEGATIVE = 0;
    private static final int OF_ALIAS = 1;

    private final ToIntFunction<? super V> weigher;
    private final LongAdder unweighable = new LongAdder();

    Weights(ToIntFunction<? super V> weigher) {
        this.weigher = weigher;
    }

    /** The weight, or {@link #NONE} when the content must not be cached. */
    int of(Cell.Content<V> content) {
        if (content instanceof Cell.Value<V> value) {
            return of(value.value());
        }
        return content instanceof Cell.Unknown ? OF_NEGATIVE : OF_ALIAS;
    }

    long unweighable() {
        return unweighable.sum();
    }

    private int of(V value) {
        try {
            int weight = weigher.applyAsInt(value);
            if (weight > 0) {
                return weight;
            }
        } catch (RuntimeException e) {
            // counted below
        }
        unweighable.increment();
        return NONE;
    }
}
