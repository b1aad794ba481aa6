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
 * @param replicas how many replicas must have acknowledged the marks of a write before it goes on, 0 to 100; with 0, the
 *     default, none is waited for; not in a Cluster
 * @param replicaTimeout how long to wait for them, 1 millisecond to 10 seconds and shorter than the client's time-out; too
 *     few by then are a fault of the backend, so nothing is changed but what the fault policy lets go on
 */
public record RedisSettings(
        int maximumValueBytes, int maximumTagMembers, Duration epochLease, int replicas, Duration replicaTimeout) {
    private static final int DEFAULT_VALUE_BYTES = 64 * 1024;
    private static final int DEFAULT_TAG_MEMBERS = 16_384;
    private static final Duration DEFAULT_EPOCH_LEASE = Duration.ofSeconds(1);
    private static final Duration LONGEST_EPOCH_LEASE = Duration.ofSeconds(60);
    private static final int MOST_REPLICAS = 100;
    private static final Duration DEFAULT_REPLICA_TIMEOUT = Duration.ofMillis(50);
    private static final Duration LONGEST_REPLICA_TIMEOUT = Duration.ofSeconds(10);

    /** Checks every bound. */
    public RedisSettings {
        requirePositive("maximumValueBytes", maximumValueBytes);
        requirePositive("maximumTagMembers", maximumTagMembers);
        if (epochLease.isNegative() || epochLease.compareTo(LONGEST_EPOCH_LEASE) > 0) {
            throw new IllegalArgumentException("epochLease must be 0 to 60 seconds, but was " + epochLease);
        }
        if (replicas < 0 || replicas > MOST_REPLICAS) {
            throw new IllegalArgumentException("replicas must be 0 to 100, but was " + replicas);
        }
        if (replicaTimeout.toMillis() < 1 || replicaTimeout.compareTo(LONGEST_REPLICA_TIMEOUT) > 0) {
            throw new IllegalArgumentException(
                    "replicaTimeout must be 1 millisecond to 10 seconds, but was " + replicaTimeout);
        }
    }

    /**
     * Values of 64 KiB, 16,384 members of a tag, one second between looks at the epoch, no wait for replicas.
     *
     * @return the defaults
     */
    public static RedisSettings defaults() {
        return new RedisSettings(
                DEFAULT_VALUE_BYTES, DEFAULT_TAG_MEMBERS, DEFAULT_EPOCH_LEASE, 0, DEFAULT_REPLICA_TIMEOUT);
    }

    /**
     * The same with another bound of values.
     *
     * @param bytes how long an encoded value is at most
     * @return the settings
     */
    public RedisSettings withMaximumValueBytes(int bytes) {
        return new RedisSettings(bytes, maximumTagMembers, epochLease, replicas, replicaTimeout);
    }

    /**
     * The same with another bound of the members of a tag.
     *
     * @param members how many entries a tag lists
     * @return the settings
     */
    public RedisSettings withMaximumTagMembers(int members) {
        return new RedisSettings(maximumValueBytes, members, epochLease, replicas, replicaTimeout);
    }

    /**
     * The same with another time between looks at the epoch.
     *
     * @param lease how long a node goes without looking whether all was cleared
     * @return the settings
     */
    public RedisSettings withEpochLease(Duration lease) {
        return new RedisSettings(maximumValueBytes, maximumTagMembers, lease, replicas, replicaTimeout);
    }

    /**
     * The same with replicas that a write waits for, on a standalone server or with Sentinel.
     *
     * @param count how many must have acknowledged the marks of a write before it goes on; 0 for none
     * @param atMost how long to wait for them; shorter than the client's time-out
     * @return the settings
     */
    public RedisSettings withReplicas(int count, Duration atMost) {
        return new RedisSettings(maximumValueBytes, maximumTagMembers, epochLease, count, atMost);
    }

    private static void requirePositive(String name, long value) {
        if (value <= 0) {
            throw new IllegalArgumentException(name + " must be positive, but was " + value);
        }
    }
}
