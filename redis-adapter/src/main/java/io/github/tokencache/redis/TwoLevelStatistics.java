package io.github.tokencache.redis;

/**
 * What a {@link TwoLevelCacheBackend} keeps in memory and has served from it. The counts grow from its creation.
 *
 * @param entries the contents in memory, those included whose lease has run out but which were not swept yet
 * @param nearHits reads answered from memory
 * @param bypasses reads that did not look there because this node was not entitled to
 * @param refusedPuts contents not kept because an eviction came while they were being read
 * @param lateEnds writes that were not pending until their end, so that the other nodes were told once more
 */
public record TwoLevelStatistics(long entries, long nearHits, long bypasses, long refusedPuts, long lateEnds) {}
