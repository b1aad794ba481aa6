package io.github.tokencache.spring;

/**
 * What a cache's memory in front of a shared backend has done, for {@link TokenCacheMetrics}. The counts grow.
 *
 * @param hits reads of a cell answered from memory
 * @param bypasses reads of a cell that did not look there because this node was not entitled to
 * @param refusedPuts contents not kept because an eviction came while they were being read
 */
public record NearFigures(long hits, long bypasses, long refusedPuts) {}
