package io.github.tokencache;

import java.time.Duration;

/**
 * Waits until what a write has made old cannot be served by anybody: at the latest when a load that began before the
 * write can have filled no more, and what it may have filled has lived its time.
 */
final class WaitOut {
    private final String backend;
    private final Duration longest;
    private final Duration between;
    private final MonotonicClock monotonic;
    private final Breaker breaker;
    private final Recovery<?> recovery;
    private final TokenCacheListener listener;

    WaitOut(
            String backend,
            TokenCacheSettings settings,
            CacheEnvironment environment,
            Breaker breaker,
            Recovery<?> recovery,
            TokenCacheListener listener) {
        this.backend = backend;
        this.longest = longest(settings);
        this.between = environment.faults().retryAfter();
        this.monotonic = environment.monotonicClock();
        this.breaker = breaker;
        this.recovery = recovery;
        this.listener = listener;
    }

    private static Duration longest(TokenCacheSettings settings) {
        Duration known = settings.timeToLive();
        Duration unknown = settings.unknownTimeToLive();
        return settings.leaseTimeout().plus(known.compareTo(unknown) < 0 ? unknown : known);
    }

    /** The longest time for which an old value may be served. */
    Duration longest() {
        return longest;
    }

    /** Called when the eviction is owed; the wait ends early when it has been made up for. */
    void await(WriteKind kind) {
        long start = monotonic.nanoTime();
        long before = breaker.recoveries();
        Duration waited = Duration.ZERO;
        while (breaker.isAway() && breaker.recoveries() == before && waited.compareTo(longest) < 0) {
            if (!recovery.attempt()) {
                sleep(kind, longest.minus(waited));
            }
            waited = Duration.ofNanos(monotonic.nanoTime() - start);
        }
        listener.onWaitedOut(kind, waited);
    }

    private void sleep(WriteKind kind, Duration remaining) {
        try {
            monotonic.sleep(remaining.compareTo(between) < 0 ? remaining : between);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CacheWriteException.interrupted(kind, backend, remaining, e);
        }
    }
}
