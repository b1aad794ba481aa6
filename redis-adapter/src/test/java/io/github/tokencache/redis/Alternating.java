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
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Several nodes as one backend: each call is made on the next one, but a write ends where it began first. */
final class Alternating<V> implements CacheBackend<V> {
    private final AtomicInteger calls = new AtomicInteger();
    private final Map<Long, CacheBackend<V>> writing = new ConcurrentHashMap<>();
    private final List<? extends CacheBackend<V>> nodes;
    private final Runnable before;

    Alternating(List<? extends CacheBackend<V>> nodes, Runnable before) {
        this.nodes = nodes;
        this.before = before;
    }

    private CacheBackend<V> next() {
        before.run();
        return nodes.get(Math.floorMod(calls.getAndIncrement(), nodes.size()));
    }

    @Override
    public Cell<V> read(TokenKey key, Supplier<@Nullable Lease> lease) {
        return next().read(key, lease);
    }

    @Override
    public boolean fill(TokenKey key, Lease lease, Fill<V> fill) {
        return next().fill(key, lease, fill);
    }

    @Override
    public OpenWrite begin(Collection<TokenKey> names, Writer writer) {
        CacheBackend<V> node = next();
        OpenWrite write = node.begin(names, writer);
        writing.putIfAbsent(writer.id(), node);
        return write;
    }

    @Override
    public void end(OpenWrite write, Ending<V> ending) {
        before.run();
        writing.getOrDefault(write.writer().id(), nodes.get(0)).end(write, ending);
    }

    @Override
    public void clear() {
        next().clear();
    }
}
