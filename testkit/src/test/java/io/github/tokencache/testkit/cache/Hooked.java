package io.github.tokencache.testkit.cache;

import io.github.tokencache.CacheBackend;
import io.github.tokencache.Cell;
import io.github.tokencache.Ending;
import io.github.tokencache.Fill;
import io.github.tokencache.Lease;
import io.github.tokencache.OpenWrite;
import io.github.tokencache.TokenKey;
import io.github.tokencache.Writer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A backend that lets a test do something right before a begin, an end or a clearing, and writes these down. */
final class Hooked<V> implements CacheBackend<V> {
    private final CacheBackend<V> delegate;
    final List<String> writes = new ArrayList<>();
    volatile Consumer<Collection<TokenKey>> beforeBegin = names -> {};
    volatile Consumer<Collection<TokenKey>> beforeEnd = names -> {};

    Hooked(CacheBackend<V> delegate) {
        this.delegate = delegate;
    }

    /** Does it once, before the next begin on this name. */
    void beforeBeginOn(TokenKey name, Runnable interlude) {
        beforeBegin = names -> {
            if (names.contains(name)) {
                beforeBegin = more -> {};
                interlude.run();
            }
        };
    }

    /** Does it once, before the next end on this name. */
    void beforeEndOn(TokenKey name, Runnable interlude) {
        beforeEnd = names -> {
            if (names.contains(name)) {
                beforeEnd = more -> {};
                interlude.run();
            }
        };
    }

    private synchronized void note(String write) {
        writes.add(write);
    }

    @Override
    public Cell<V> read(TokenKey key, Supplier<@Nullable Lease> lease) {
        return delegate.read(key, lease);
    }

    @Override
    public boolean fill(TokenKey key, Lease lease, Fill<V> fill) {
        return delegate.fill(key, lease, fill);
    }

    @Override
    public OpenWrite begin(Collection<TokenKey> names, Writer writer) {
        beforeBegin.accept(names);
        note("begin " + names.size());
        return delegate.begin(names, writer);
    }

    @Override
    public void end(OpenWrite write, Ending<V> ending) {
        beforeEnd.accept(write.keys());
        note("end " + write.keys().size());
        delegate.end(write, ending);
    }

    @Override
    public void clear() {
        note("clear");
        delegate.clear();
    }
}
