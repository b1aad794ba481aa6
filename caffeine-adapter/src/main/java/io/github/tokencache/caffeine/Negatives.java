package io.github.tokencache.caffeine;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import io.github.tokencache.TokenKey;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The room for negative entries. The entries are in the same cells as all others, where they weigh nothing; here is only
 * which of them there are, so that one has to go when there are too many.
 */
final class Negatives {
    private final Cache<TokenKey, Held<?>> entries;
    private final LongAdder evictions = new LongAdder();

    /** Calls the consumer under locks of Caffeine: it must not touch a cache. */
    Negatives(long maximum, LongSupplier clock, Consumer<Held<?>> evicted) {
        entries = Caffeine.newBuilder()
                .maximumSize(maximum)
                .expireAfter(Timed.<Held<?>>expiry())
                .ticker(clock::getAsLong)
                .executor(Runnable::run)
                .removalListener((@Nullable TokenKey key, @Nullable Held<?> entry, RemovalCause cause) -> {
                    if (entry != null && cause == RemovalCause.SIZE) {
                        evictions.increment();
                        evicted.accept(entry);
                    }
                })
                .build();
    }

    void add(Held<?> entry) {
        entries.put(entry.key(), entry);
    }

    void remove(Held<?> entry) {
        entries.asMap().remove(entry.key(), entry);
    }

    long size() {
        return entries.estimatedSize();
    }

    long evictions() {
        return evictions.sum();
    }
}
