package io.github.tokencache.history;

import io.github.tokencache.TokenCacheListener;
import io.github.tokencache.TokenKey;
import io.github.tokencache.WriteKind;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;

/** How much of the traffic the cache answers, and what it says of writes. Safe for use by any thread. */
final class Counts implements TokenCacheListener {
    private final LongAdder hits = new LongAdder();
    private final LongAdder misses = new LongAdder();
    private final LongAdder faults = new LongAdder();
    private final LongAdder deferred = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAdder waitedOut = new LongAdder();
    private final Tapes tapes;

    Counts(Tapes tapes) {
        this.tapes = tapes;
    }

    @Override
    public void onHit(TokenKey.Kind kind) {
        hits.increment();
    }

    @Override
    public void onMiss(TokenKey.Kind kind) {
        misses.increment();
    }

    @Override
    public void onFault(Operation operation, RuntimeException fault) {
        faults.increment();
    }

    @Override
    public void onDeferred(WriteKind kind) {
        deferred.increment();
        tapes.deferred();
    }

    @Override
    public void onWriteRefused(WriteKind kind) {
        refused.increment();
    }

    @Override
    public void onWaitedOut(WriteKind kind, Duration duration) {
        waitedOut.increment();
        tapes.waitedOut();
    }

    void hit() {
        hits.increment();
    }

    void miss() {
        misses.increment();
    }

    @Override
    public String toString() {
        return "%s %s %s %s %s %s".formatted(hits, misses, faults, deferred, refused, waitedOut);
    }
}
