package io.github.tokencache;

import java.time.Clock;
import java.time.InstantSource;
import java.util.Objects;

/**
 * What surrounds a cache.
 *
 * @param keys makes the keys; its namespace keeps this store apart from others on the same backend
 * @param boundary the transactions of the delegate
 * @param listener hears what the cache does
 * @param clock the wall clock by which tokens expire
 * @param monotonicClock by which a backend that is away is tried again
 * @param faults what to do while the backend is away
 */
public record CacheEnvironment(
        TokenKeys keys,
        TransactionBoundary boundary,
        TokenCacheListener listener,
        InstantSource clock,
        MonotonicClock monotonicClock,
        FaultPolicy faults) {

    public CacheEnvironment {
        Objects.requireNonNull(keys, "keys");
        Objects.requireNonNull(boundary, "boundary");
        Objects.requireNonNull(listener, "listener");
        Objects.requireNonNull(clock, "clock");
        Objects.requireNonNull(monotonicClock, "monotonicClock");
        Objects.requireNonNull(faults, "faults");
    }

    /**
     * SHA-256 keys, no transactions, no listener, the system's clocks, the default policy.
     *
     * @param namespace 1 to 64 letters, digits, '.', '_' and '-'
     * @return the environment
     */
    public static CacheEnvironment of(String namespace) {
        return new CacheEnvironment(
                TokenKeys.sha256(namespace),
                TransactionBoundary.autocommit(),
                TokenCacheListener.none(),
                Clock.systemUTC(),
                MonotonicClock.system(),
                FaultPolicy.defaults());
    }

    /**
     * The same with other keys.
     *
     * @param other the keys
     * @return the environment
     */
    public CacheEnvironment withKeys(TokenKeys other) {
        return new CacheEnvironment(other, boundary, listener, clock, monotonicClock, faults);
    }

    /**
     * The same with another boundary.
     *
     * @param other the boundary
     * @return the environment
     */
    public CacheEnvironment withBoundary(TransactionBoundary other) {
        return new CacheEnvironment(keys, other, listener, clock, monotonicClock, faults);
    }

    /**
     * The same with another listener.
     *
     * @param other the listener
     * @return the environment
     */
    public CacheEnvironment withListener(TokenCacheListener other) {
        return new CacheEnvironment(keys, boundary, other, clock, monotonicClock, faults);
    }

    /**
     * The same with another wall clock.
     *
     * @param other the clock
     * @return the environment
     */
    public CacheEnvironment withClock(InstantSource other) {
        return new CacheEnvironment(keys, boundary, listener, other, monotonicClock, faults);
    }

    /**
     * The same with another monotonic clock.
     *
     * @param other the clock
     * @return the environment
     */
    public CacheEnvironment withMonotonicClock(MonotonicClock other) {
        return new CacheEnvironment(keys, boundary, listener, clock, other, faults);
    }

    /**
     * The same with another policy.
     *
     * @param other what to do while the backend is away
     * @return the environment
     */
    public CacheEnvironment withFaults(FaultPolicy other) {
        return new CacheEnvironment(keys, boundary, listener, clock, monotonicClock, other);
    }
}
