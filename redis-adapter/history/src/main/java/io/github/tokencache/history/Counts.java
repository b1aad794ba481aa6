package io.github.tokencache.history;

import io.github.tokencache.TokenCacheListener;
import io.github.tokencache.TokenKey;
import java.util.concurrent.atomic.LongAdder;

/** How much of the traffic the cache answers. Safe for use by any thread. */
final class Counts implements TokenCacheListener {
    private final LongAdder hits = new LongAdder();
    private final LongAdder misses = new LongAdder();
    private final LongAdder faults = new LongAdder();

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

    void hit() {
        hits.increment();
    }

    void miss() {
        misses.increment();
    }

    @Override
    public String toString() {
        return hits + " " + misses + " " + faults;
    }
}
