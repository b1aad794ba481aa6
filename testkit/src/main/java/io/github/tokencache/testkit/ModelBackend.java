package io.github.tokencache.testkit;

import io.github.tokencache.CacheBackend;
import io.github.tokencache.Cell;
import io.github.tokencache.Ending;
import io.github.tokencache.Fill;
import io.github.tokencache.Lease;
import io.github.tokencache.OpenWrite;
import io.github.tokencache.TokenKey;
import io.github.tokencache.Writer;
import java.time.Duration;
import java.util.Collection;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The model as a backend whose time stands still.
 *
 * @param cells its cells
 */
record ModelBackend(Cells<String> cells) implements CacheBackend<String>, BackendUnderTest<String> {

    @Override
    public Cell<String> read(TokenKey key, Supplier<@Nullable Lease> lease) {
        Lease taken = cells.seen(key, 0) instanceof Cell.Absent ? lease.get() : null;
        if (taken != null) {
            cells.lease(key, taken, 0);
        }
        return cells.seen(key, 0);
    }

    @Override
    public boolean fill(TokenKey key, Lease lease, Fill<String> fill) {
        return cells.fill(key, lease, fill, 0);
    }

    @Override
    public OpenWrite begin(Collection<TokenKey> names, Writer writer) {
        return cells.begin(names, writer, 0);
    }

    @Override
    public void end(OpenWrite write, Ending<String> ending) {
        cells.end(write, ending, 0);
    }

    @Override
    public void clear() {
        cells.clear(0);
    }

    @Override
    public CacheBackend<String> backend() {
        return this;
    }

    @Override
    public void expire(TokenKey key) {
        cells.expire(key);
    }

    @Override
    public void advance(Duration time) {
        throw new IllegalStateException("time must stand still, but was advanced by " + time);
    }
}
