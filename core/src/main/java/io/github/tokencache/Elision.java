package io.github.tokencache;

import java.util.Arrays;

/**
 * Tells that a value is stored already, with the same bytes.
 *
 * @param <V> the type of cached values
 */
record Elision<V>(TokenCache<V> cache, EntryModel<V> model, EntryCodec<V> codec) {

    /** What cannot be copied or encoded is stored again. */
    boolean isUnchanged(TokenKey name, V value) {
        V cached = cache.peek(name);
        if (cached == null) {
            return false;
        }
        try {
            return Arrays.equals(codec.encode(cached), codec.encode(model.copy(value)));
        } catch (RuntimeException unreadable) {
            cache.listener().onFault(TokenCacheListener.Operation.READ, unreadable);
            return false;
        }
    }
}
