package io.github.tokencache.redis;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.tokencache.Cell;
import io.github.tokencache.TokenKey;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What one node keeps in memory of the shared cells. Each content is valid until one lease after the start of the read
 * that brought it, and is not kept when an eviction came while that read was on its way.
 *
 * @param <V> the type of cached values
 */
final class NearCells<V> implements NearNode.Memory {
    private static final int STRIPES = 4_096;

    /** What is older than the latest clearing is not served: Caffeine does not see an entry that is just being put. */
    private record Near<V>(Cell.Content<V> content, long until, long clearing) {}

    /** Evictions are counted by stripe, not remembered by key: a key that shares a stripe is refused once too often. */
    private final AtomicLongArray evictions = new AtomicLongArray(STRIPES);

    private final AtomicLong clearings = new AtomicLong();
    private final LongAdder refused = new LongAdder();
    private final Cache<TokenKey, Near<V>> contents;

    NearCells(long maximumEntries, Duration lease, LongSupplier nanos) {
        // The expiry only frees memory; what may be served is decided by the entry itself.
        this.contents = Caffeine.newBuilder()
                .maximumSize(maximumEntries)
                .expireAfterWrite(lease.isZero() ? Duration.ofNanos(1) : lease)
                .ticker(nanos::getAsLong)
                .executor(Runnable::run)
                .build();
    }

    Cell.@Nullable Content<V> find(TokenKey key, long now) {
        Near<V> near = contents.getIfPresent(key);
        return near != null && now - near.until() < 0 && near.clearing() == clearings.get() ? near.content() : null;
    }

    /** What {@link #put} compares: to be taken before the shared cell is read. */
    long evictions(TokenKey key) {
        return clearings.get() + evictions.get(stripe(key));
    }

    /** The count is looked at under the lock of the key, so an eviction either is seen here or removes what was put. */
    void put(TokenKey key, Cell.Content<V> content, long until, long evictionsBefore) {
        contents.asMap().compute(key, (k, other) -> {
            long clearing = clearings.get();
            if (evictions(k) != evictionsBefore) {
                refused.increment();
                return null;
            }
            boolean isNewer = other != null && other.clearing() == clearing && other.until() - until > 0;
            return isNewer ? other : new Near<>(content, until, clearing);
        });
    }

    /** Counts first and removes then: the other way round a put in between would stay. */
    @Override
    public void evict(Collection<TokenKey> keys) {
        for (TokenKey key : keys) {
            evictions.incrementAndGet(stripe(key));
            contents.asMap().remove(key);
        }
    }

    @Override
    public void evictAll() {
        clearings.incrementAndGet();
        contents.invalidateAll();
    }

    long refused() {
        return refused.sum();
    }

    long size() {
        contents.cleanUp();
        return contents.estimatedSize();
    }

    private static int stripe(TokenKey key) {
        int hash = key.hashCode();
        return (hash ^ (hash >>> 16)) & (STRIPES - 1);
    }
}
