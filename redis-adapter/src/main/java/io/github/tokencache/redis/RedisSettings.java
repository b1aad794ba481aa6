package io.github.tokencache.redis;

import java.time.Duration;

/**
 * The bounds of a {@link RedisCacheBackend}; the same on every node.
 *
 * @param maximumValueBytes how long an encoded value is at most, positive; a longer one is not cached, and one that somebody
 *     else has put there is not decoded
 * @param maximumTagMembers how many entries a tag lists, positive; a further one is not cached
 * @param epochLease how long a node goes without looking whether all was cleared, 0 to 60 seconds; clearing takes that
 *     long, and with zero every read looks
 */
public record RedisSettings(int maximumValueBytes, int maximumTagMembers, Duration epochLease) {
    private static final int DEFAULT_VALUE_BYTES = 64 * 1024;
    private static final int DEFAULT_TAG_MEMBERS = 16_384;
    private static final Duration DEFAULT_EPOCH_LEASE = Duration.ofSeconds(1);
    private static final Duration LONGEST_EPOCH_LEASE = Duration.ofSeconds(60);

    /** Checks every bound. */
    public RedisSettings {
        requirePositive("maximumValueBytes", maximumValueBytes);
        requirePositive("maximumTagMembers", maximumTagMembers);
        if (epochLease.isNegative() || epochLease.compareTo(LONGEST_EPOCH_LEASE) > 0) {
            throw new IllegalArgumentException("epochLease must be 0 to 60 seconds, but was " + epochLease);
        }
    }

    /**
     * Values of 64 KiB, 16,384 members of a tag, one second between looks at the epoch.
     *
     * @return the defaults
     */
    public static RedisSettings defaults() {
        return new RedisSettings(DEFAULT_VALUE_BYTES, DEFAULT_TAG_MEMBERS, DEFAULT_EPOCH_LEASE);
    }

    /**
     * The same with another bound of values.
     *
     * @param bytes how long an encoded value is at most
     * @return the settings
     */
    public RedisSettings withMaximumValueBytes(int bytes) {
        return new RedisSettings(bytes, maximumTagMembers, epochLease);
    }

    /**
     * The same with another bound of the members of a tag.
     *
     * @param members how many entries a tag lists
     * @return the settings
     */
    public RedisSettings withMaximumTagMembers(int members) {
        return new RedisSettings(maximumValueBytes, members, epochLease);
    }

    /**
     * The same with another time between looks at the epoch.
     *
     * @param lease how long a node goes without looking whether all was cleared
     * @return the settings
     */
    public RedisSettings withEpochLease(Duration lease) {
        return new RedisSettings(maximumValueBytes, maximumTagMembers, lease);
    }

    private static void requirePositive(String name, long value) {
        if (value <= 0) {
            throw new IllegalArgumentException(name + " must be positive, but was " + value);
        }
    }
}
