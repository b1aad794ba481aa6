package io.github.tokencache.redis;

/**
 * What a {@link RedisCacheBackend} could not read or would not write, since it was made.
 *
 * @param unknown cells of a format this version does not know; the delegate is asked and nothing is cached
 * @param unreadable values and pointers that could not be read; the delegate is asked and the cell is filled anew
 * @param unwritable fills given up because the value could not be encoded
 * @param oversized fills given up because the value was too long
 * @param overlong cells that are longer than this backend writes them and were not decoded; the delegate is asked and the
 *     cell is filled anew
 * @param fullTags fills refused because a tag listed as many entries as it may
 */
public record RedisStatistics(
        long unknown, long unreadable, long unwritable, long oversized, long overlong, long fullTags) {}
