package io.github.tokencache;

import org.jspecify.annotations.Nullable;

/**
 * A token together with its authentication, as one row of a store holds them.
 *
 * @param token the token
 * @param authentication its authentication; null where the store has the token but cannot read its authentication
 * @param <T> the type of the token
 * @param <P> the type of authentications
 */
public record TokenEntry<T, P>(T token, @Nullable P authentication) {

    /** Names neither the token nor the authentication. */
    @Override
    public String toString() {
        return "TokenEntry[...]";
    }
}
