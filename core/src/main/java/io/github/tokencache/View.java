package io.github.tokencache;

import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The part of a value that a caller gets, as an object of its own.
 *
 * @param part takes the part out of a value, still shared with it; null if the value has none
 * @param copy an equal part that shares nothing mutable with the given one
 * @param <V> the type of cached values
 * @param <T> the type of the part
 */
public record View<V, T>(Function<? super V, ? extends @Nullable T> part, UnaryOperator<T> copy) {

    @Nullable T of(V value) {
        return part.apply(value);
    }

    @Nullable T copyOf(V value) {
        T shared = part.apply(value);
        return shared == null ? null : copy.apply(shared);
    }
}
