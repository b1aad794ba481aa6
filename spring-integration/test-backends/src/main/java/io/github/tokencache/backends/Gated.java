package io.github.tokencache.backends;

import io.github.tokencache.Cell;
import io.github.tokencache.CoherentCacheBackend;
import io.github.tokencache.Ending;
import io.github.tokencache.Fill;
import io.github.tokencache.Lease;
import io.github.tokencache.OpenWrite;
import io.github.tokencache.TokenKey;
import io.github.tokencache.Writer;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A backend whose servers change once, just before one of its operations. */
final class Gated<V> implements CoherentCacheBackend<V> {
    private final CoherentCacheBackend<V> delegate;
    private final Gate gate;
    private final AtomicInteger untilTheChange;
    private final Runnable change;

    /** The operations are counted from one; at none, nothing changes. */
    Gated(CoherentCacheBackend<V> delegate, Gate gate, int changeAt, Runnable change) {
        this.delegate = delegate;
        this.gate = gate;
        this.untilTheChange = new AtomicInteger(changeAt);
        this.change = change;
    }

    private <T> T pass(Supplier<T> operation) {
        if (untilTheChange.getAndDecrement() == 1) {
            gate.shutFor(change);
        }
        return gate.pass(operation);
    }

    @Override
    public Cell<V> read(TokenKey key, Supplier<@Nullable Lease> lease) {
        return pass(() -> delegate.read(key, lease));
    }

    @Override
    public boolean fill(TokenKey key, Lease lease, Fill<V> fill) {
        return pass(() -> delegate.fill(key, lease, fill));
    }

    @Override
    public OpenWrite begin(Collection<TokenKey> names, Writer writing) {
        return pass(() -> delegate.begin(names, writing));
    }

    @Override
    public void end(OpenWrite write, Ending<V> ending) {
        pass(() -> {
            delegate.end(write, ending);
            return true;
        });
    }

    @Override
    public void clear() {
        pass(() -> {
            delegate.clear();
            return true;
        });
    }
}
