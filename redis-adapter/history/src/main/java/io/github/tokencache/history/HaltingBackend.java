package io.github.tokencache.history;

import io.github.tokencache.CacheBackend;
import io.github.tokencache.Cell;
import io.github.tokencache.Ending;
import io.github.tokencache.Fill;
import io.github.tokencache.Lease;
import io.github.tokencache.OpenWrite;
import io.github.tokencache.TokenKey;
import io.github.tokencache.Writer;
import java.util.Collection;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A backend whose process may die between its steps. */
final class HaltingBackend<V> implements CacheBackend<V> {
    private final CacheBackend<V> backend;
    private final HaltPoint halt;

    HaltingBackend(CacheBackend<V> backend, HaltPoint halt) {
        this.backend = backend;
        this.halt = halt;
    }

    @Override
    public Cell<V> read(TokenKey key, Supplier<@Nullable Lease> lease) {
        return backend.read(key, lease);
    }

    @Override
    public boolean fill(TokenKey key, Lease lease, Fill<V> fill) {
        return backend.fill(key, lease, fill);
    }

    @Override
    public OpenWrite begin(Collection<TokenKey> names, Writer writer) {
        OpenWrite write = backend.begin(names, writer);
        halt.pass(HaltPoint.Place.AFTER_BEGIN);
        return write;
    }

    @Override
    public void end(OpenWrite write, Ending<V> ending) {
        if (ending instanceof Ending.Committed<V>) {
            halt.pass(HaltPoint.Place.BEFORE_END);
        }
        backend.end(write, ending);
    }

    @Override
    public void clear() {
        backend.clear();
    }

    @Override
    public String toString() {
        return backend.toString();
    }
}
