package io.github.tokencache.spring;

import java.time.Duration;
import java.util.Objects;

/**
 * What the memory of a node in front of a shared backend has done, for {@link TokenCacheMetrics}. The counts grow.
 *
 * @param hits reads of a cell answered from memory
 * @param bypasses reads of a cell that did not look there because this node was not entitled to
 * @param refusedPuts contents not kept because an eviction came while they were being read
 * @param invalidations writes that waited for the other nodes
 * @param timedOut of these, those that waited for the whole lease
 * @param waited how long they have waited, in all
 * @param longestWait how long one of them has waited at most
 */
public record NearFigures(
        long hits,
        long bypasses,
        long refusedPuts,
        long invalidations,
        long timedOut,
        Duration waited,
        Duration longestWait) {

    /** Checks that nothing is null. */
    public NearFigures {
        Objects.requireNonNull(waited, "waited");
        Objects.requireNonNull(longestWait, "longestWait");
    }
}
