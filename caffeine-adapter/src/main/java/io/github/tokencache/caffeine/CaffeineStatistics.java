package io.github.tokencache.caffeine;

/**
 * What a {@link CaffeineCacheBackend} holds and has let go. The sizes are those of one moment and include what has expired
 * but was not swept yet; the counts grow from the backend's creation.
 *
 * @param cells the cells there are, whatever their state
 * @param weight the weight of all values and aliases
 * @param negatives the negative entries
 * @param tags the tag cells
 * @param evictions values and aliases dropped for lack of room
 * @param negativeEvictions negative entries dropped for lack of room
 * @param fullTags fills refused because a tag listed as many entries as it may
 * @param unweighable fills refused because the weigher threw or returned a number below 1
 */
public record CaffeineStatistics(
        long cells,
        long weight,
        long negatives,
        long tags,
        long evictions,
        long negativeEvictions,
        long fullTags,
        long unweighable) {}
