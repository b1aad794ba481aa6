package io.github.tokencache;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link TokenCache} has to know of a value. Implementations are stateless and safe for use by any thread.
 *
 * @param <V> the type of cached values
 */
public interface EntryModel<V> {

    /**
     * Whether the value goes by this name. A value is filled only under a name it holds, and an alias is followed only
     * to a value that holds it.
     *
     * @param value the value
     * @param name a key of role {@link TokenKey.Role#ENTRY} or {@link TokenKey.Role#ALIAS}
     * @return whether it does
     */
    boolean holds(V value, TokenKey name);

    /**
     * The names, known only once the value is loaded, by which it can be removed.
     *
     * @param value the value
     * @return keys of role {@link TokenKey.Role#TAG}
     */
    Set<TokenKey> tags(V value);

    /**
     * When the value expires by itself.
     *
     * @param value the value
     * @return the instant, or null if never
     */
    @Nullable Instant expiry(V value);

    /**
     * An equal value that shares nothing mutable with this one.
     *
     * @param value the value
     * @return the copy
     */
    V copy(V value);
}
