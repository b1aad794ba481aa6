package io.github.tokencache.backends;

import io.github.tokencache.Cell;
import io.github.tokencache.CoherentCacheBackend;
import io.github.tokencache.Ending;
import io.github.tokencache.Fill;
import io.github.tokencache.Lease;
import io.github.tokencache.OpenWrite;
import io.github.tokencache.TokenKey;
import io.github.tokencache.Writer;
import io.github.tokencache.redis.TwoLevelCacheBackend;
import java.util.Collection;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One node writes and another one reads, so that whatever the reader keeps in memory has to go by a message. */
record WriterAndReader<V>(TwoLevelCacheBackend<V> writer, TwoLevelCacheBackend<V> reader)
        implements CoherentCacheBackend<V> {

    @Override
    public Cell<V> read(TokenKey key, Supplier<@Nullable Lease> lease) {
        return reader.read(key, lease);
    }

    @Override
    public boolean fill(TokenKey key, Lease lease, Fill<V> fill) {
        return reader.fill(key, lease, fill);
    }

    @Override
    public OpenWrite begin(Collection<TokenKey> names, Writer writing) {
        return writer.begin(names, writing);
    }

    @Override
    public void end(OpenWrite write, Ending<V> ending) {
        writer.end(write, ending);
    }

    @Override
    public void clear() {
        writer.clear();
    }
}
