package io.github.tokencache.redis;

import io.github.tokencache.CacheBackend;
import io.github.tokencache.Cell;
import io.github.tokencache.CoherentCacheBackend;
import io.github.tokencache.Ending;
import io.github.tokencache.Fill;
import io.github.tokencache.Lease;
import io.github.tokencache.OpenWrite;
import io.github.tokencache.TokenKey;
import io.github.tokencache.Writer;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The memory of this node, by Caffeine 3.x or 2.9, in front of a backend that all nodes share. A content that was read
 * from the shared backend is served from memory for one short lease, counted from the start of that read. A write first
 * begins in the shared backend, and then waits, before the store is changed, until every other node has evicted or its
 * lease has run out; so no node serves what another has removed, whatever becomes of the messages between them.
 *
 * <p>A hit in memory makes no call and allocates nothing. A node whose registration or subscription is not certain asks
 * the shared backend each time.
 *
 * <p>Safe for use by any thread. Faults are those of the shared backend; a fault of the messages costs waiting, at most
 * the longest lease of any node. The one who waits is not interrupted: its flag is kept for later.
 *
 * <pre>{@code
 * RedisNode node = RedisNode.start(client, RedisNodeSettings.ofChannel("shop"));
 * CoherentCacheBackend<Session> backend = TwoLevelCacheBackend.create(shared, node, 10_000);
 * }</pre>
 *
 * @param <V> the type of cached values; kept and returned by reference
 */
public final class TwoLevelCacheBackend<V> implements CoherentCacheBackend<V>, AutoCloseable {
    private final CacheBackend<V> shared;
    private final NearNode node;
    private final LongSupplier nanos;
    private final long lease;
    private final NearCells<V> cells;
    private final Ends<V> ends;
    private final LongAdder hits = new LongAdder();
    private final LongAdder bypasses = new LongAdder();
    private final LongAdder lateEnds = new LongAdder();
    private volatile boolean closed;

    TwoLevelCacheBackend(CacheBackend<V> shared, NearNode node, long maximumEntries, LongSupplier nanos) {
        this(shared, ends(shared, nanos), node, maximumEntries, nanos);
    }

    private static <V> Ends<V> ends(CacheBackend<V> shared, LongSupplier nanos) {
        return shared instanceof RedisCacheBackend<V> redis ? redis::endTelling : new EndsByTime<>(shared, nanos);
    }

    TwoLevelCacheBackend(CacheBackend<V> shared, Ends<V> ends, NearNode node, long maximumEntries, LongSupplier nanos) {
        if (maximumEntries < 1) {
            throw new IllegalArgumentException("maximumEntries must be positive, but was " + maximumEntries);
        }
        this.shared = Objects.requireNonNull(shared, "shared");
        this.node = node;
        this.nanos = nanos;
        this.lease = node.nearLease().toNanos();
        this.cells = new NearCells<>(maximumEntries, node.nearLease(), nanos);
        this.ends = ends;
        node.attach(cells);
    }

    /**
     * A backend of this node. Several of them, one for each cache, may use the same node.
     *
     * @param <V> the type of cached values
     * @param shared the backend that all nodes share
     * @param node this process among the others
     * @param maximumEntries how many contents this backend keeps in memory
     * @return a backend with nothing in memory
     */
    public static <V> TwoLevelCacheBackend<V> create(CacheBackend<V> shared, RedisNode node, long maximumEntries) {
        return new TwoLevelCacheBackend<>(shared, node.near(), maximumEntries, System::nanoTime);
    }

    @Override
    public Cell<V> read(TokenKey key, Supplier<@Nullable Lease> reader) {
        long now = nanos.getAsLong();
        if (closed || !node.mayServe(now)) {
            bypasses.increment();
            return shared.read(key, reader);
        }
        Cell.Content<V> near = cells.find(key, now);
        if (near != null) {
            hits.increment();
            return near;
        }
        long evictions = cells.evictions(key);
        Cell<V> cell = shared.read(key, reader);
        if (cell instanceof Cell.Content<V> content && !(content instanceof Cell.Absent<V>)) {
            cells.put(key, content, now + lease, evictions);
        }
        return cell;
    }

    @Override
    public boolean fill(TokenKey key, Lease reader, Fill<V> fill) {
        return shared.fill(key, reader, fill);
    }

    /**
     * Begins in the shared backend, evicts here, and waits for the other nodes. From here on a read of any node finds the
     * pending cell.
     */
    @Override
    public OpenWrite begin(Collection<TokenKey> names, Writer writer) {
        long started = nanos.getAsLong();
        OpenWrite write = shared.begin(names, writer);
        ends.begun(writer, started);
        List<TokenKey> keys = write.keys().stream()
                .filter(key -> key.kind().role() != TokenKey.Role.TAG)
                .toList();
        cells.evict(keys);
        node.retire(keys);
        return write;
    }

    /**
     * Ends in the shared backend. Only a write that was not pending until then, because it has outlived its deadline or
     * the shared backend has lost it, tells the other nodes again: they may have read meanwhile what it has now removed.
     */
    @Override
    public void end(OpenWrite write, Ending<V> ending) {
        if (!ends.end(write, ending) && ending instanceof Ending.Committed<V>) {
            lateEnds.increment();
            evictEverywhere();
        }
    }

    @Override
    public void clear() {
        shared.clear();
        evictEverywhere();
    }

    private void evictEverywhere() {
        cells.evictAll();
        node.retireAll();
    }

    /**
     * What there is in memory and what was served from it.
     *
     * @return the figures of this moment
     */
    public TwoLevelStatistics statistics() {
        return new TwoLevelStatistics(cells.size(), hits.sum(), bypasses.sum(), cells.refused(), lateEnds.sum());
    }

    /** For tests: as if the lease of one content had run out. */
    void expire(TokenKey key) {
        cells.evict(List.of(key));
    }

    /** Serves nothing from memory any more. The node and the shared backend stay open, and so does the way to the latter. */
    @Override
    public void close() {
        closed = true;
        node.detach(cells);
        cells.evictAll();
    }

    @Override
    public String toString() {
        return node + " in front of " + shared;
    }
}
