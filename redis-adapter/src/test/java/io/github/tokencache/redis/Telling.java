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
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A shared backend that tells at an end that its write was lost, when told so. */
record Telling(CacheBackend<String> delegate, AtomicBoolean lost) implements TellingBackend<String> {

    @Override
    public boolean endTelling(OpenWrite write, Ending<String> ending) {
        delegate.end(write, ending);
        return !lost.get();
    }

    @Override
    public Cell<String> read(TokenKey key, Supplier<@Nullable Lease> lease) {
        return delegate.read(key, lease);
    }

    @Override
    public boolean fill(TokenKey key, Lease lease, Fill<String> fill) {
        return delegate.fill(key, lease, fill);
    }

    @Override
    public OpenWrite begin(Collection<TokenKey> names, Writer writer) {
        return delegate.begin(names, writer);
    }

    @Override
    public void end(OpenWrite write, Ending<String> ending) {
        throw new AssertionError("not asked to tell");
    }

    @Override
    public void clear() {
        delegate.clear();
    }
}
