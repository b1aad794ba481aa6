package io.github.tokencache;

import java.util.Arrays;

/** Leaves out the store of a token that the cache holds with the same canonical bytes. */
record Elision<A, P>(
        EntryCodec<TokenEntry<A, P>> codec, AccessEntries<A, ?, P> names, TokenCache<TokenEntry<A, P>> cache) {

    /** Whether a token need not be stored, which the listener is told. */
    boolean applies(String tokenValue, TokenEntry<A, P> entry) {
        TokenKey name = names.byValue(tokenValue);
        TokenEntry<A, P> cached = cache.peek(name);
        boolean unchanged = cached != null && areEqual(cached, entry);
        if (unchanged) {
            cache.listener().onElision(name.kind());
        }
        return unchanged;
    }

    /** What cannot be copied or encoded is stored again. */
    private boolean areEqual(TokenEntry<A, P> cached, TokenEntry<A, P> entry) {
        try {
            return Arrays.equals(codec.encode(cached), codec.encode(names.copy(entry)));
        } catch (RuntimeException unreadable) {
            cache.listener().onFault(TokenCacheListener.Operation.READ, unreadable);
            return false;
        }
    }
}
