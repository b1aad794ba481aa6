package io.github.tokencache;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Bounds the loads that run at a time while the backend is away. Who has waited long enough loads anyway. A thread in a
 * transaction does not wait: it may hold the very connection that those who load wait for.
 */
final class LoadLimit {
    private final Breaker breaker;
    private final TransactionBoundary boundary;
    private final Semaphore permits;
    private final Duration maxWait;
    private final TokenCacheListener listener;

    LoadLimit(Breaker breaker, TokenCacheSettings settings, CacheEnvironment environment, TokenCacheListener listener) {
        this.breaker = breaker;
        this.boundary = environment.boundary();
        this.permits = new Semaphore(environment.faults().maximumLoads());
        this.maxWait = settings.maxWait();
        this.listener = listener;
    }

    /** Loads, and tells the listener how long that took. */
    <S> @Nullable S load(TokenKey name, Supplier<? extends @Nullable S> loader) {
        boolean limited = enter(name.kind());
        long start = System.nanoTime();
        try {
            return loader.get();
        } finally {
            listener.onLoad(name.kind(), Duration.ofNanos(System.nanoTime() - start));
            if (limited) {
                permits.release();
            }
        }
    }

    /** Whether the caller took a permit. */
    private boolean enter(TokenKey.Kind kind) {
        if (!breaker.isAway() || boundary.state() != TransactionBoundary.State.NONE) {
            return false;
        }
        if (permits.tryAcquire() || acquires()) {
            return true;
        }
        listener.onLoadBeyondLimit(kind);
        return false;
    }

    private boolean acquires() {
        try {
            return permits.tryAcquire(maxWait.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
