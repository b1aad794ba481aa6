package io.github.tokencache.springsecurityoauth2.autoconfigure;

import io.github.tokencache.TokenCacheSettings;
import java.time.Duration;
import org.springframework.boot.context.properties.ConstructorBinding;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** How clients are cached: {@code tokencache.clients.*}. */
@ConstructorBinding
final class ClientProperties {
    /** Whether the client details service is cached. */
    public final boolean enabled;

    /** The longest a value is served, whatever happens elsewhere. Positive. */
    public final Duration timeToLive;

    /** How long it is remembered that there is nothing of a name. Zero for not at all. */
    public final Duration unknownTimeToLive;

    /** The share, 0 to 0.5, by which entries are shortened at random. */
    public final double jitter;

    /** How long a reader may take to load and fill. Positive, above the slowest query. */
    public final Duration leaseTimeout;

    /**
     * After how long a write that never ended is taken for dead. Longer than the lease time-out; above the
     * longest transaction plus that.
     */
    public final Duration writeDeadline;

    /** How long a reader waits for another's load before it asks the database itself. Positive. */
    public final Duration maxWait;

    /**
     * How many clients there are at most in the memory of this process, with the backend caffeine. Positive.
     */
    public final long maximumEntries;

    /** How many names are remembered as unknown at most, with the backend caffeine. Positive. */
    public final long maximumNegatives;

    /**
     * How many entries a user, a refresh token or a client lists at most; a further one is not cached.
     * Positive.
     */
    public final int maximumTagMembers;

    /**
     * The share of hits, 0 to 1, that are compared with the database, to find out whether rows change behind the cache's
     * back. Each costs what a miss costs.
     */
    public final double sampleHits;

    ClientProperties(
            @DefaultValue("true") boolean enabled,
            @DefaultValue("60s") Duration timeToLive,
            @DefaultValue("0s") Duration unknownTimeToLive,
            @DefaultValue("0.1") double jitter,
            @DefaultValue("10s") Duration leaseTimeout,
            @DefaultValue("60s") Duration writeDeadline,
            @DefaultValue("10s") Duration maxWait,
            @DefaultValue("10000") long maximumEntries,
            @DefaultValue("10000") long maximumNegatives,
            @DefaultValue("16384") int maximumTagMembers,
            @DefaultValue("0") double sampleHits) {
        this.enabled = enabled;
        this.timeToLive = timeToLive;
        this.unknownTimeToLive = unknownTimeToLive;
        this.jitter = jitter;
        this.leaseTimeout = leaseTimeout;
        this.writeDeadline = writeDeadline;
        this.maxWait = maxWait;
        this.maximumEntries = maximumEntries;
        this.maximumNegatives = maximumNegatives;
        this.maximumTagMembers = maximumTagMembers;
        this.sampleHits = sampleHits;
    }

    /** What the binder makes where nothing is set, in no time. */
    static ClientProperties defaults() {
        return new ClientProperties(
                true,
                Duration.ofSeconds(60),
                Duration.ZERO,
                0.1,
                Duration.ofSeconds(10),
                Duration.ofSeconds(60),
                Duration.ofSeconds(10),
                10_000,
                10_000,
                16_384,
                0);
    }

    TokenCacheSettings settings() {
        return InvalidPropertyException.named(
                "tokencache.clients",
                () -> new TokenCacheSettings(
                        timeToLive, unknownTimeToLive, jitter, leaseTimeout, writeDeadline, maxWait));
    }
}
