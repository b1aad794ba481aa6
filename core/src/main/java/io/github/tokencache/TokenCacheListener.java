package io.github.tokencache;

import java.time.Duration;

/**
 * Hears what a cache does, for metrics and tests. Called on the calling thread, so be quick; an exception is logged once
 * and never reaches a caller. Every method does nothing by default. Implementations are safe for use by any thread.
 */
public interface TokenCacheListener {

    /** Which operation of a backend had a fault. */
    enum Operation {
        /** Reading a cell. */
        READ,
        /** Filling a cell. */
        FILL,
        /** Beginning a write. */
        BEGIN,
        /** Ending a write. */
        END,
        /** Evicting everything. */
        CLEAR,
        /** Trying a backend that was away, and making up for what is owed to it. */
        RECOVER
    }

    /**
     * A read was answered from the cache.
     *
     * @param kind the kind of name
     */
    default void onHit(TokenKey.Kind kind) {}

    /**
     * A read was answered by the delegate.
     *
     * @param kind the kind of name
     */
    default void onMiss(TokenKey.Kind kind) {}

    /**
     * The delegate was asked.
     *
     * @param kind the kind of name
     * @param duration how long it took
     */
    default void onLoad(TokenKey.Kind kind, Duration duration) {}

    /**
     * A reader had to load without the right to fill.
     *
     * @param kind the kind of name
     */
    default void onLeaseRefused(TokenKey.Kind kind) {}

    /**
     * What a reader loaded, or a writer stored, was not left in the cache.
     *
     * @param kind the kind of name
     */
    default void onFillRefused(TokenKey.Kind kind) {}

    /**
     * A content was left in the cache.
     *
     * @param kind the kind of name
     */
    default void onFill(TokenKey.Kind kind) {}

    /**
     * A cell was evicted by a write.
     *
     * @param kind the kind of name
     */
    default void onEviction(TokenKey.Kind kind) {}

    /**
     * An unchanged value was not written again.
     *
     * @param kind the kind of name
     */
    default void onElision(TokenKey.Kind kind) {}

    /**
     * The backend had a fault, or a value could not be copied.
     *
     * @param operation what it was doing
     * @param fault the exception; it names no raw token
     */
    default void onFault(Operation operation, RuntimeException fault) {}

    /** The backend counts as away from now on: reads go past the cache. */
    default void onAway() {}

    /** The backend is back, and nothing is owed to it: reads use the cache again. */
    default void onBack() {}

    /**
     * A write failed before anything was changed, because the cache could not be told of it.
     *
     * @param kind the kind of write
     */
    default void onWriteRefused(WriteKind kind) {}

    /**
     * A write was made that the cache could not be told of; other nodes may serve the old value, at most for its time to
     * live.
     *
     * @param kind the kind of write
     */
    default void onDeferred(WriteKind kind) {}

    /**
     * Names were evicted for which writes had been deferred.
     *
     * @param names how many
     */
    default void onReplayed(int names) {}

    /**
     * A write has waited until the old value could not be served any more.
     *
     * @param kind the kind of write
     * @param duration how long
     */
    default void onWaitedOut(WriteKind kind, Duration duration) {}

    /**
     * A reader asked the delegate although as many loads as allowed were under way while the backend is away.
     *
     * @param kind the kind of name
     */
    default void onLoadBeyondLimit(TokenKey.Kind kind) {}

    /**
     * A hit that was compared with the delegate's answer was stale: the row was changed behind the cache's back, or by
     * another node whose write was deferred. It is evicted.
     *
     * @param kind the kind of name
     */
    default void onStale(TokenKey.Kind kind) {}

    /**
     * The backend has done its part of a write.
     *
     * @param operation {@link Operation#BEGIN}, {@link Operation#END} or {@link Operation#CLEAR}
     * @param duration how long it took
     */
    default void onWriteStep(Operation operation, Duration duration) {}

    /**
     * A listener that does nothing.
     *
     * @return the listener
     */
    static TokenCacheListener none() {
        return new TokenCacheListener() {};
    }
}
