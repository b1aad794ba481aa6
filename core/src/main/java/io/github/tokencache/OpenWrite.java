package io.github.tokencache;

import java.util.Objects;
import java.util.Set;

/**
 * A write that has begun.
 *
 * @param writer whose write it is
 * @param keys every cell it has begun on: the names it was given and the members of the tags among them
 */
public record OpenWrite(Writer writer, Set<TokenKey> keys) {
    public OpenWrite {
        Objects.requireNonNull(writer, "writer");
        keys = Set.copyOf(keys);
    }
}
