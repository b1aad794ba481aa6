package io.github.tokencache.redis;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.tokencache.Writer;
import java.util.function.LongSupplier;

/**
 * Until when the writes of this node keep their cells pending, where the shared backend does not tell. A write that ends later may find that others have
 * read its cells meanwhile. What is not known here counts as such a write.
 */
final class OpenWrites {
    private static final long MAXIMUM = 100_000;

    private final LongSupplier nanos;
    private final Cache<Long, Long> deadlines =
            Caffeine.newBuilder().maximumSize(MAXIMUM).executor(Runnable::run).build();

    OpenWrites(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** The first begin counts: cells that are not begun again keep that deadline. */
    void begun(Writer writer, long started) {
        deadlines.asMap().putIfAbsent(writer.id(), started + writer.deadline().toNanos());
    }

    /** To be asked when the end is certain. */
    boolean endedLate(Writer writer) {
        Long deadline = deadlines.asMap().remove(writer.id());
        return deadline == null || nanos.getAsLong() - deadline >= 0;
    }
}
