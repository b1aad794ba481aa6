package io.github.tokencache.springsecurityoauth2.autoconfigure;

import io.github.tokencache.TokenCacheSettings;
import java.time.Duration;
import org.springframework.boot.context.properties.ConstructorBinding;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** How access tokens and their authentications are cached: {@code tokencache.access-tokens.*}. */
@ConstructorBinding
final class AccessTokenProperties {
    /** Whether the token store is cached. */
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
     * How many access tokens and their aliases there are at most in the memory of this process, with the
     * backend caffeine. Positive.
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
     * Whether a stored token is left in the cache, outside of transactions, which saves its first read.
     * Otherwise a store evicts.
     */
    public final boolean populateOnStore;

    /**
     * Whether storing a token that is cached with the same bytes is left out. Only where every node that writes
     * these tables uses the same cache.
     */
    public final boolean elideUnchangedStores;

    /** Whether the tokens of a client are listed, so that they can be evicted by client. */
    public final boolean indexClients;

    /**
     * The share of hits, 0 to 1, that are compared with the database, to find out whether rows change behind the cache's
     * back. Each costs what a miss costs.
     */
    public final double sampleHits;

    AccessTokenProperties(
            @DefaultValue("true") boolean enabled,
            @DefaultValue("60s") Duration timeToLive,
            @DefaultValue("0s") Duration unknownTimeToLive,
            @DefaultValue("0.1") double jitter,
            @DefaultValue("10s") Duration leaseTimeout,
            @DefaultValue("60s") Duration writeDeadline,
            @DefaultValue("10s") Duration maxWait,
            @DefaultValue("100000") long maximumEntries,
            @DefaultValue("10000") long maximumNegatives,
            @DefaultValue("16384") int maximumTagMembers,
            @DefaultValue("false") boolean populateOnStore,
            @DefaultValue("false") boolean elideUnchangedStores,
            @DefaultValue("false") boolean indexClients,
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
        this.populateOnStore = populateOnStore;
        this.elideUnchangedStores = elideUnchangedStores;
        this.indexClients = indexClients;
        this.sampleHits = sampleHits;
    }

    /** What the binder makes where nothing is set, in no time. */
    static AccessTokenProperties defaults() {
        return new AccessTokenProperties(
                true,
                Duration.ofSeconds(60),
                Duration.ZERO,
                0.1,
                Duration.ofSeconds(10),
                Duration.ofSeconds(60),
                Duration.ofSeconds(10),
                100_000,
                10_000,
                16_384,
                false,
                false,
                false,
                0);
    }

    TokenCacheSettings settings() {
        return InvalidPropertyException.named(
                "tokencache.access-tokens",
                () -> new TokenCacheSettings(
                        timeToLive, unknownTimeToLive, jitter, leaseTimeout, writeDeadline, maxWait));
    }
}
