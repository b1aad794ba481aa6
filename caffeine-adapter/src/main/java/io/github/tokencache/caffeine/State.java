package io.github.tokencache.caffeine;

import io.github.tokencache.Cell;

/**
 * What a cell of role ENTRY or ALIAS holds; an absent cell holds none. Immutable, and compared by reference: a value that
 * comes back is another state.
 *
 * @param <V> the type of cached values
 */
sealed interface State<V> extends Timed permits Leased, Held, Pending {

    /** What a reader sees; made once, so that a hit allocates nothing. */
    Cell<V> cell();

    /** Zero keeps Caffeine from evicting it for lack of room. */
    int weight();
}
