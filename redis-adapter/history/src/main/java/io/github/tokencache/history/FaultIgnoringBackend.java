package io.github.tokencache.history;

import io.github.tokencache.CacheBackend;
import io.github.tokencache.CacheBackendException;
import io.github.tokencache.Cell;
import io.github.tokencache.Ending;
import io.github.tokencache.Fill;
import io.github.tokencache.Lease;
import io.github.tokencache.OpenWrite;
import io.github.tokencache.TokenKey;
import io.github.tokencache.Writer;
import java.util.Collection;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The right protocol, and no care for its faults: a write that the cache refuses goes on, as most libraries let it. */
final class FaultIgnoringBackend<V> implements CacheBackend<V> {
    private final CacheBackend<V> backend;

    FaultIgnoringBackend(CacheBackend<V> backend) {
        this.backend = backend;
    }

    @Override
    public Cell<V> read(TokenKey key, Supplier<@Nullable Lease> lease) {
        return backend.read(key, lease);
    }

    @Override
    public boolean fill(TokenKey key, Lease lease, Fill<V> fill) {
        try {
            return backend.fill(key, lease, fill);
        } catch (CacheBackendException ignored) {
            return false;
        }
    }

    @Override
    public OpenWrite begin(Collection<TokenKey> names, Writer writer) {
        try {
            return backend.begin(names, writer);
        } catch (CacheBackendException ignored) {
            return new OpenWrite(writer, Set.copyOf(names));
        }
    }

    @Override
    public void end(OpenWrite write, Ending<V> ending) {
        try {
            backend.end(write, ending);
        } catch (CacheBackendException ignored) {
            return;
        }
    }

    @Override
    public void clear() {
        backend.clear();
    }
}
