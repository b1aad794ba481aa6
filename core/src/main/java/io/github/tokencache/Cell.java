package io.github.tokencache;

import java.util.Objects;

/**
 * What a reader sees in a cell.
 *
 * @param <V> the type of cached values
 */
public sealed interface Cell<V> {

    /**
     * What a reader may leave in a cell.
     *
     * @param <V> the type of cached values
     */
    sealed interface Content<V> extends Cell<V> {}

    /**
     * No value, no lease, no open write. Left in a cell by a reader, it gives its lease back.
     *
     * @param <V> the type of cached values
     */
    record Absent<V>() implements Content<V> {}

    /**
     * A cached value. In an in-process backend it is shared: copy before handing it out.
     *
     * @param <V> the type of cached values
     * @param value the value
     * @param expiresAt when it must no longer be served, in milliseconds since the epoch
     */
    record Value<V>(V value, long expiresAt) implements Content<V> {
        public Value {
            Objects.requireNonNull(value, "value");
        }

        /** Without the value, which may be a client with its secret. */
        @Override
        public String toString() {
            return "Value[..., expiresAt=" + expiresAt + "]";
        }
    }

    /**
     * An alias that leads to an entry.
     *
     * @param <V> the type of cached values
     * @param identity the key of the entry
     */
    record Pointer<V>(TokenKey identity) implements Content<V> {
        public Pointer {
            Objects.requireNonNull(identity, "identity");
        }
    }

    /**
     * A negative entry: the delegate was asked and knows nothing by this name.
     *
     * @param <V> the type of cached values
     */
    record Unknown<V>() implements Content<V> {}

    /**
     * A reader is loading.
     *
     * @param <V> the type of cached values
     * @param nonce the nonce of that reader's lease
     */
    record Loading<V>(long nonce) implements Cell<V> {}

    /**
     * Writes are open: ask the delegate and fill nothing.
     *
     * @param <V> the type of cached values
     */
    record Pending<V>() implements Cell<V> {}
}
