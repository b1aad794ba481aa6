package io.github.tokencache;

import java.time.Duration;

/**
 * How long a cache keeps what.
 *
 * @param timeToLive the longest a value is served, positive; also the bound on every promise that a backend could not
 *     keep
 * @param unknownTimeToLive how long "the delegate knows nothing by this name" is remembered; zero for not at all
 * @param jitter the share of the time to live, 0 to 0.5, by which entries are shortened at random, so that entries
 *     filled together do not expire together
 * @param leaseTimeout how long a reader may take to load and fill, positive; above the slowest query
 * @param writeDeadline how long a write may take before it is taken for dead, above the longest
 *     transaction plus the lease time-out: a removal by a tag that crashes leaves no mark but its deadline
 * @param maxWait how long a reader waits for another's load before it asks the delegate itself, positive
 */
public record TokenCacheSettings(
        Duration timeToLive,
        Duration unknownTimeToLive,
        double jitter,
        Duration leaseTimeout,
        Duration writeDeadline,
        Duration maxWait) {

    public TokenCacheSettings {
        Durations.requirePositive("timeToLive", timeToLive);
        Durations.requireNotNegative("unknownTimeToLive", unknownTimeToLive);
        if (!(jitter >= 0 && jitter <= 0.5)) {
            throw new IllegalArgumentException("jitter must be 0 to 0.5, but was " + jitter);
        }
        Durations.requirePositive("leaseTimeout", leaseTimeout);
        if (writeDeadline.compareTo(leaseTimeout) <= 0) {
            throw new IllegalArgumentException(
                    "writeDeadline must be longer than leaseTimeout " + leaseTimeout + ", but was " + writeDeadline);
        }
        Durations.requirePositive("maxWait", maxWait);
    }

    /**
     * One minute to live, nothing unknown remembered, a tenth of jitter, 10 seconds for a load, 60 for a write.
     *
     * @return the defaults
     */
    public static TokenCacheSettings defaults() {
        return new TokenCacheSettings(
                Duration.ofSeconds(60),
                Duration.ZERO,
                0.1,
                Duration.ofSeconds(10),
                Duration.ofSeconds(60),
                Duration.ofSeconds(10));
    }

    /**
     * The same with another time to live.
     *
     * @param other the longest a value is served
     * @return the settings
     */
    public TokenCacheSettings withTimeToLive(Duration other) {
        return new TokenCacheSettings(other, unknownTimeToLive, jitter, leaseTimeout, writeDeadline, maxWait);
    }

    /**
     * The same with another memory for unknown names.
     *
     * @param other how long an unknown name is remembered, zero for not at all
     * @return the settings
     */
    public TokenCacheSettings withUnknownTimeToLive(Duration other) {
        return new TokenCacheSettings(timeToLive, other, jitter, leaseTimeout, writeDeadline, maxWait);
    }

    /**
     * The same with another jitter.
     *
     * @param other 0 to 0.5
     * @return the settings
     */
    public TokenCacheSettings withJitter(double other) {
        return new TokenCacheSettings(timeToLive, unknownTimeToLive, other, leaseTimeout, writeDeadline, maxWait);
    }

    /**
     * The same with other limits on loads and writes.
     *
     * @param lease how long a reader may take to load and fill
     * @param write how long a write may take
     * @return the settings
     */
    public TokenCacheSettings withTimeouts(Duration lease, Duration write) {
        return new TokenCacheSettings(timeToLive, unknownTimeToLive, jitter, lease, write, maxWait);
    }

    /**
     * The same with another wait for another's load.
     *
     * @param other how long a reader waits
     * @return the settings
     */
    public TokenCacheSettings withMaxWait(Duration other) {
        return new TokenCacheSettings(timeToLive, unknownTimeToLive, jitter, leaseTimeout, writeDeadline, other);
    }
}
