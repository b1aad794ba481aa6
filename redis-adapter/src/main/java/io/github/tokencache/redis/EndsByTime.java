package io.github.tokencache.redis;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.tokencache.CacheBackend;
import io.github.tokencache.Ending;
import io.github.tokencache.OpenWrite;
import io.github.tokencache.Writer;
import java.util.function.LongSupplier;

/**
 * Ends writes in a backend that does not tell what became of them: within its deadline a write counts as pending. One that
 * is not known here counts as late.
 *
 * @param <V> the type of cached values
 */
final class EndsByTime<V> implements Ends<V> {
    private static final long MAXIMUM = 100_000;

    private final CacheBackend<V> shared;
    private final LongSupplier nanos;
    private final Cache<Long, Long> deadlines =
            Caffeine.newBuilder().maximumSize(MAXIMUM).executor(Runnable::run).build();

    EndsByTime(CacheBackend<V> shared, LongSupplier nanos) {
        this.shared = shared;
        this.nanos = nanos;
    }

    /** The first begin counts: cells that are not begun again keep that deadline. */
    @Override
    public void begun(Writer writer, long started) {
        deadlines.asMap().putIfAbsent(writer.id(), started + writer.deadline().toNanos());
    }

    @Override
    public boolean end(OpenWrite write, Ending<V> ending) {
        shared.end(write, ending);
        Long deadline = deadlines.asMap().remove(write.writer().id());
        return deadline != null && nanos.getAsLong() - deadline < 0;
    }
}
