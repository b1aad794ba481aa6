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
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A shared backend that lets something happen before the next begin, or after the next read has looked at its cell. */
final class SharedStep implements CacheBackend<String> {
    private final CacheBackend<String> delegate;
    private Runnable beforeBegin = () -> {};
    private Runnable afterRead = () -> {};

    SharedStep(CacheBackend<String> delegate) {
        this.delegate = delegate;
    }

    void beforeNextBegin(Runnable program) {
        beforeBegin = program;
    }

    void afterNextRead(Runnable program) {
        afterRead = program;
    }

    @Override
    public Cell<String> read(TokenKey key, Supplier<@Nullable Lease> lease) {
        Cell<String> cell = delegate.read(key, lease);
        Runnable program = afterRead;
        afterRead = () -> {};
        program.run();
        return cell;
    }

    @Override
    public boolean fill(TokenKey key, Lease lease, Fill<String> fill) {
        return delegate.fill(key, lease, fill);
    }

    @Override
    public OpenWrite begin(Collection<TokenKey> names, Writer writer) {
        Runnable program = beforeBegin;
        beforeBegin = () -> {};
        program.run();
        return delegate.begin(names, writer);
    }

    @Override
    public void end(OpenWrite write, Ending<String> ending) {
        delegate.end(write, ending);
    }

    @Override
    public void clear() {
        delegate.clear();
    }

    @Override
    public String toString() {
        return "the shared backend";
    }
}
