package io.github.tokencache.examples.plainjava;

import io.github.tokencache.TokenCacheListener;
import io.github.tokencache.TokenKey;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts what the cache answers by itself and what it has to load. */
final class Counts implements TokenCacheListener {
    private final AtomicInteger hits = new AtomicInteger();
    private final AtomicInteger loads = new AtomicInteger();

    @Override
    public void onHit(TokenKey.Kind kind) {
        hits.incrementAndGet();
    }

    @Override
    public void onMiss(TokenKey.Kind kind) {
        loads.incrementAndGet();
    }

    int hits() {
        return hits.get();
    }

    int loads() {
        return loads.get();
    }
}
