package io.github.tokencache.testkit;

import io.github.tokencache.CacheBackend;
import io.github.tokencache.Cell;
import io.github.tokencache.Ending;
import io.github.tokencache.Fill;
import io.github.tokencache.Lease;
import io.github.tokencache.OpenWrite;
import io.github.tokencache.TokenKey;
import io.github.tokencache.Writer;
import java.util.Collection;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The rules of the cell behind one lock: slow, unbounded but for its tags, and what every other backend is compared
 * with. Keeps values by reference. Safe for use by any thread.
 *
 * @param <V> the type of cached values
 */
public final class ReferenceBackend<V> implements CacheBackend<V> {
    private final Object lock = new Object();
    private final LongSupplier nanos;
    private final Cells<V> cells;

    /**
     * An empty backend.
     *
     * @param nanos the monotonic clock, for example {@code fakeClock::nanoTime}
     * @param maxTagMembers how many members a tag takes at most
     */
    public ReferenceBackend(LongSupplier nanos, int maxTagMembers) {
        if (maxTagMembers < 1) {
            throw new IllegalArgumentException("maxTagMembers must be positive, but was " + maxTagMembers);
        }
        this.nanos = nanos;
        this.cells = new Cells<>(new CellModel<>(maxTagMembers, Set.of()));
    }

    @Override
    public Cell<V> read(TokenKey key, Supplier<@Nullable Lease> lease) {
        Cell<V> seen = seen(key);
        if (!(seen instanceof Cell.Absent)) {
            return seen;
        }
        Lease taken = lease.get();
        return taken == null ? seen : lease(key, taken);
    }

    private Cell<V> seen(TokenKey key) {
        synchronized (lock) {
            return cells.seen(key, nanos.getAsLong());
        }
    }

    private Cell<V> lease(TokenKey key, Lease lease) {
        synchronized (lock) {
            long now = nanos.getAsLong();
            cells.lease(key, lease, now);
            return cells.seen(key, now);
        }
    }

    @Override
    public boolean fill(TokenKey key, Lease lease, Fill<V> fill) {
        synchronized (lock) {
            return cells.fill(key, lease, fill, nanos.getAsLong());
        }
    }

    @Override
    public OpenWrite begin(Collection<TokenKey> names, Writer writer) {
        synchronized (lock) {
            return cells.begin(names, writer, nanos.getAsLong());
        }
    }

    @Override
    public void end(OpenWrite write, Ending<V> ending) {
        synchronized (lock) {
            cells.end(write, ending, nanos.getAsLong());
        }
    }

    @Override
    public void clear() {
        synchronized (lock) {
            cells.clear(nanos.getAsLong());
        }
    }

    /**
     * As if the time of all that this cell holds had passed, for this cell alone. The members of a tag stay.
     *
     * @param key a key of any role
     */
    public void expire(TokenKey key) {
        synchronized (lock) {
            cells.expire(key);
        }
    }
}
