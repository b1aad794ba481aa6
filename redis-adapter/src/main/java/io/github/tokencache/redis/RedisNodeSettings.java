package io.github.tokencache.redis;

import java.time.Duration;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * How a {@link RedisNode} takes part. All nodes of one store use the same channel; their leases may differ, since each
 * node registers its own.
 *
 * @param channel 1 to 64 letters, digits, '.', '_' and '-', part of the names of the channels and of the list of nodes
 * @param nearLease how long this node may serve a value from its memory without asking the shared backend again, 0 to 10
 *     seconds in whole milliseconds; zero serves nothing from memory
 */
public record RedisNodeSettings(String channel, Duration nearLease) {
    private static final Pattern CHANNEL = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final Duration DEFAULT_LEASE = Duration.ofSeconds(1);
    private static final Duration LONGEST_LEASE = Duration.ofSeconds(10);

    /** Checks every part. */
    public RedisNodeSettings {
        Objects.requireNonNull(channel, "channel");
        Objects.requireNonNull(nearLease, "nearLease");
        if (!CHANNEL.matcher(channel).matches()) {
            throw new IllegalArgumentException(
                    "channel must be 1 to 64 letters, digits, '.', '_' and '-', but was '" + channel + "'");
        }
        if (nearLease.isNegative() || nearLease.compareTo(LONGEST_LEASE) > 0) {
            throw new IllegalArgumentException("nearLease must be 0 to 10 seconds, but was " + nearLease);
        }
        if (nearLease.toNanosPart() % 1_000_000 != 0) {
            throw new IllegalArgumentException("nearLease must be in whole milliseconds, but was " + nearLease);
        }
    }

    /**
     * A lease of one second.
     *
     * @param channel the channel
     * @return the settings
     */
    public static RedisNodeSettings ofChannel(String channel) {
        return new RedisNodeSettings(channel, DEFAULT_LEASE);
    }

    /**
     * The same with another lease.
     *
     * @param lease how long a value may be served from memory
     * @return the settings
     */
    public RedisNodeSettings withNearLease(Duration lease) {
        return new RedisNodeSettings(channel, lease);
    }
}
