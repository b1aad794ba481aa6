package io.github.tokencache;

import java.time.Duration;
import java.util.Objects;
import java.util.Set;

/**
 * What to leave in a cell, for how long, and by which tags it can be removed.
 *
 * @param <V> the type of cached values
 * @param content the content; a {@link Cell.Value} in an in-process backend is kept as it is
 * @param timeToLive how long the cell lives; without meaning for {@link Cell.Absent}
 * @param tags keys of role {@link TokenKey.Role#TAG}
 */
public record Fill<V>(Cell.Content<V> content, Duration timeToLive, Set<TokenKey> tags) {
    public Fill {
        Objects.requireNonNull(content, "content");
        Durations.requirePositive("timeToLive", timeToLive);
        tags = Set.copyOf(tags);
    }

    /**
     * Gives the lease back and leaves nothing.
     *
     * @param <V> the type of cached values
     * @return the fill
     */
    public static <V> Fill<V> nothing() {
        return new Fill<>(new Cell.Absent<>(), Duration.ofNanos(1), Set.of());
    }
}
