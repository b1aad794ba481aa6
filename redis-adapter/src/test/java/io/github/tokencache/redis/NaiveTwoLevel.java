package io.github.tokencache.redis;

import io.github.tokencache.CacheBackend;
import io.github.tokencache.Cell;
import io.github.tokencache.Ending;
import io.github.tokencache.Fill;
import io.github.tokencache.Lease;
import io.github.tokencache.OpenWrite;
import io.github.tokencache.TokenKey;
import io.github.tokencache.Writer;
import java.util.Collection;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Two levels as they are often written: each habit looks right and is not. */
final class NaiveTwoLevel implements CacheBackend<String> {

    enum Habit {
        /** The memories are emptied first and the shared cell after. */
        MEMORY_FIRST,
        /** The others are told at the end, and waited for then. */
        WAIT_AT_THE_END
    }

    private final Habit habit;
    private final CacheBackend<String> shared;
    private final NearNode node;
    private final LongSupplier nanos;
    private final NearCells<String> cells;

    NaiveTwoLevel(Habit habit, CacheBackend<String> shared, NearNode node, LongSupplier nanos) {
        this.habit = habit;
        this.shared = shared;
        this.node = node;
        this.nanos = nanos;
        this.cells = new NearCells<>(100, node.nearLease(), nanos);
        node.attach(cells);
    }

    @Override
    public Cell<String> read(TokenKey key, Supplier<@Nullable Lease> lease) {
        long now = nanos.getAsLong();
        Cell<String> near = cells.find(key, now);
        if (near != null) {
            return near;
        }
        long evictions = cells.evictions(key);
        Cell<String> cell = shared.read(key, lease);
        if (cell instanceof Cell.Value<String> value) {
            cells.put(key, value, now + node.nearLease().toNanos(), evictions);
        }
        return cell;
    }

    @Override
    public boolean fill(TokenKey key, Lease lease, Fill<String> fill) {
        return shared.fill(key, lease, fill);
    }

    @Override
    public OpenWrite begin(Collection<TokenKey> names, Writer writer) {
        if (habit == Habit.MEMORY_FIRST) {
            cells.evict(names);
            node.retire(names);
        }
        return shared.begin(names, writer);
    }

    @Override
    public void end(OpenWrite write, Ending<String> ending) {
        shared.end(write, ending);
        if (habit == Habit.WAIT_AT_THE_END) {
            cells.evict(write.keys());
            node.retire(write.keys());
        }
    }

    @Override
    public void clear() {
        shared.clear();
    }
}
