package io.github.tokencache.springsecurityoauth2.autoconfigure;

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
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A backend past which all reads can be led, once and for all: they find every cell pending then, so the delegate answers
 * and nothing is filled. Writes still go there, as other applications may read the same cells. Safe for use by any thread.
 *
 * @param <V> the type of cached values
 */
class DetourBackend<V> implements CacheBackend<V> {
    private final CacheBackend<V> delegate;
    private final BooleanSupplier closed;

    private DetourBackend(CacheBackend<V> delegate, BooleanSupplier closed) {
        this.delegate = delegate;
        this.closed = closed;
    }

    /** Coherent if the other is: without a value from the cache no store is left out. */
    static <V> CacheBackend<V> of(CacheBackend<V> delegate, BooleanSupplier closed) {
        return delegate instanceof CoherentCacheBackend
                ? new Coherent<>(delegate, closed)
                : new DetourBackend<>(delegate, closed);
    }

    private static final class Coherent<V> extends DetourBackend<V> implements CoherentCacheBackend<V> {
        Coherent(CacheBackend<V> delegate, BooleanSupplier closed) {
            super(delegate, closed);
        }
    }

    @Override
    public Cell<V> read(TokenKey key, Supplier<@Nullable Lease> lease) {
        return closed.getAsBoolean() ? new Cell.Pending<>() : delegate.read(key, lease);
    }

    @Override
    public boolean fill(TokenKey key, Lease lease, Fill<V> fill) {
        return delegate.fill(key, lease, fill);
    }

    @Override
    public OpenWrite begin(Collection<TokenKey> names, Writer writer) {
        return delegate.begin(names, writer);
    }

    @Override
    public void end(OpenWrite write, Ending<V> ending) {
        delegate.end(write, ending);
    }

    @Override
    public void clear() {
        delegate.clear();
    }

    @Override
    public String toString() {
        return delegate.toString();
    }
}
