package io.github.tokencache.testkit;

import org.jspecify.annotations.Nullable;

/**
 * A step from one {@link World} to the next.
 *
 * @param what what happens
 * @param next the world afterwards
 * @param violation which invariant it breaks, or null
 */
record Move(String what, World next, @Nullable String violation) {
    Move(String what, World next) {
        this(what, next, null);
    }
}
