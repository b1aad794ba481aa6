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
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Leaves on the tape of the calling thread whether its write has begun: of a process that is killed nobody else could
 * tell whether the write was going to be deferred. A cache that tries its backend again does so before the write itself
 * begins, and stops at the first fault, so the latest call tells.
 */
final class TapedBackend<V> implements CacheBackend<V> {
    private final CacheBackend<V> backend;
    private final Tapes tapes;

    TapedBackend(CacheBackend<V> backend, Tapes tapes) {
        this.backend = backend;
        this.tapes = tapes;
    }

    @Override
    public Cell<V> read(TokenKey key, Supplier<@Nullable Lease> lease) {
        return backend.read(key, lease);
    }

    @Override
    public boolean fill(TokenKey key, Lease lease, Fill<V> fill) {
        return taped(() -> backend.fill(key, lease, fill));
    }

    @Override
    public OpenWrite begin(Collection<TokenKey> names, Writer writer) {
        OpenWrite write = taped(() -> backend.begin(names, writer));
        tapes.told(true);
        return write;
    }

    @Override
    public void end(OpenWrite write, Ending<V> ending) {
        taped(() -> {
            backend.end(write, ending);
            return true;
        });
    }

    @Override
    public void clear() {
        taped(() -> {
            backend.clear();
            return true;
        });
    }

    private <T> T taped(Supplier<T> call) {
        try {
            return call.get();
        } catch (CacheBackendException fault) {
            tapes.told(false);
            throw fault;
        }
    }

    @Override
    public String toString() {
        return backend.toString();
    }
}
