package io.github.tokencache.spring;

import java.time.Duration;
import java.util.Objects;

/**
 * How the writes of a node have waited for the other nodes, whichever of its caches they were of, for {@link
 * TokenCacheMetrics}. The counts grow.
 *
 * @param invalidations writes that waited for the other nodes
 * @param timedOut of these, those that waited for the whole lease
 * @param waited how long they have waited, in all
 * @param longestWait how long one of them has waited at most
 */
public record NodeFigures(long invalidations, long timedOut, Duration waited, Duration longestWait) {

    /** Checks that nothing is null. */
    public NodeFigures {
        Objects.requireNonNull(waited, "waited");
        Objects.requireNonNull(longestWait, "longestWait");
    }
}
