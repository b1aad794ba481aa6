package io.github.tokencache;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Begins and ends writes on a backend. What the backend does not take is refused, or goes on and is owed, as the
 * {@link FaultPolicy} says.
 *
 * @param <V> the type of cached values
 */
final class Writes<V> {
    private final CacheBackend<V> backend;
    private final TokenCacheSettings settings;
    private final TransactionBoundary boundary;
    private final FaultPolicy policy;
    private final Breaker breaker;
    private final Recovery<V> recovery;
    private final WaitOut waitOut;
    private final TokenCacheListener listener;

    Writes(
            CacheBackend<V> backend,
            TokenCacheSettings settings,
            CacheEnvironment environment,
            Breaker breaker,
            Recovery<V> recovery,
            TokenCacheListener listener) {
        this.backend = backend;
        this.settings = settings;
        this.boundary = environment.boundary();
        this.policy = environment.faults();
        this.breaker = breaker;
        this.recovery = recovery;
        this.waitOut = new WaitOut(backend.toString(), settings, environment, breaker, recovery, listener);
        this.listener = listener;
    }

    Writer newWriter() {
        return new Writer(ThreadLocalRandom.current().nextLong(), settings.writeDeadline(), settings.leaseTimeout());
    }

    /** Null when the cache could not be told and the write may go on: it is to be {@linkplain #defer deferred} then. */
    @Nullable OpenWrite begin(WriteKind kind, Collection<TokenKey> names, Writer writer) {
        if (admits()) {
            try {
                long start = System.nanoTime();
                OpenWrite begun = backend.begin(names, writer);
                took(TokenCacheListener.Operation.BEGIN, start);
                return begun;
            } catch (CacheBackendException fault) {
                failed(TokenCacheListener.Operation.BEGIN, fault);
            }
        }
        requireLenient(kind);
        return null;
    }

    /** Before the delegate is changed, so that no read that comes later looks into the cache. */
    void defer(Deferral deferral, Collection<TokenKey> names) {
        breaker.defer(deferral, names);
    }

    /** The write is committed. */
    void settle(WriteKind kind, Deferral deferral) {
        OpenWrite late = breaker.settle(deferral);
        if (late == null) {
            makeUp(kind);
        } else {
            end(kind, late, new Ending.Committed<>(Map.of()));
        }
    }

    void end(WriteKind kind, OpenWrite write, Ending<V> ending) {
        CacheBackendException fault = tryEnd(write, ending);
        if (fault != null) {
            fault = tryEnd(write, ending);
        }
        if (fault == null) {
            write.keys().forEach(key -> listener.onEviction(key.kind()));
            return;
        }
        breaker.open(fault);
        breaker.owe(write);
        requireConfirmed(kind, fault);
        makeUp(kind);
    }

    /** Nothing was changed, so marks that cannot be taken back now only cost queries until their deadline. */
    void endRolledBack(OpenWrite write) {
        if (write.keys().isEmpty() || breaker.isOpen()) {
            return;
        }
        CacheBackendException fault = tryEnd(write, new Ending.RolledBack<>());
        if (fault != null) {
            breaker.open(fault);
        }
    }

    /** False when the cache could not be cleared and that is allowed: it is owed then. */
    boolean clear() {
        boolean cleared = tryClear();
        if (!cleared) {
            requireLenient(WriteKind.EVICT);
            breaker.oweEverything();
        }
        return cleared;
    }

    void clearAfterCommit() {
        if (!tryClear()) {
            breaker.oweEverything();
            requireConfirmed(WriteKind.EVICT, breaker.latestFault());
            makeUp(WriteKind.EVICT);
        }
    }

    /** The eviction of a committed write is owed. */
    void makeUp(WriteKind kind) {
        listener.onDeferred(kind);
        if (policy.action(kind) == FaultAction.WAIT_OUT) {
            waitOut.await(kind);
        }
    }

    WriteKind stricter(WriteKind one, WriteKind other) {
        return policy.action(one).isStricterThan(policy.action(other)) ? one : other;
    }

    /** Whether the backend may be asked; tries one that is away when that is due. */
    private boolean admits() {
        return !breaker.isOpen() || recovery.attempt() || !breaker.isOpen();
    }

    private boolean tryClear() {
        if (admits()) {
            try {
                long start = System.nanoTime();
                backend.clear();
                took(TokenCacheListener.Operation.CLEAR, start);
                return true;
            } catch (CacheBackendException fault) {
                failed(TokenCacheListener.Operation.CLEAR, fault);
            }
        }
        return false;
    }

    private @Nullable CacheBackendException tryEnd(OpenWrite write, Ending<V> ending) {
        try {
            long start = System.nanoTime();
            backend.end(write, ending);
            took(TokenCacheListener.Operation.END, start);
            return null;
        } catch (CacheBackendException fault) {
            listener.onFault(TokenCacheListener.Operation.END, fault);
            return fault;
        }
    }

    private void took(TokenCacheListener.Operation operation, long start) {
        listener.onWriteStep(operation, Duration.ofNanos(System.nanoTime() - start));
    }

    private void failed(TokenCacheListener.Operation operation, CacheBackendException fault) {
        breaker.open(fault);
        listener.onFault(operation, fault);
    }

    /** Nothing can wait for the end of a transaction that is not reported. */
    private void requireLenient(WriteKind kind) {
        FaultAction action = policy.action(kind);
        boolean waitsInVain =
                action == FaultAction.WAIT_OUT && boundary.state() == TransactionBoundary.State.UNREPORTED;
        if (action == FaultAction.FAIL || waitsInVain) {
            listener.onWriteRefused(kind);
            throw CacheWriteException.refused(kind, backend.toString(), breaker.latestFault());
        }
    }

    private void requireConfirmed(WriteKind kind, @Nullable CacheBackendException fault) {
        if (policy.action(kind) == FaultAction.FAIL) {
            throw CacheWriteException.unconfirmed(kind, backend.toString(), waitOut.longest(), fault);
        }
    }

    /** A write is over of which the delegate may or may not have kept something: its eviction stays owed. */
    @Nullable OpenWrite abandon(Deferral deferral) {
        return breaker.settle(deferral);
    }

    /** A deferred write has begun in the end. */
    Collection<TokenKey> begun(Deferral deferral) {
        return breaker.forget(deferral);
    }

    void owe(OpenWrite write) {
        if (!write.keys().isEmpty()) {
            breaker.owe(write);
        }
    }
}
