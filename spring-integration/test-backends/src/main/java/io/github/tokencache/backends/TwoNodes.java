package io.github.tokencache.backends;

import io.github.tokencache.EntryCodec;
import io.github.tokencache.redis.RedisClients;
import io.github.tokencache.redis.RedisNode;
import io.github.tokencache.redis.RedisNodeSettings;
import io.github.tokencache.redis.RedisNodeStatistics;
import io.github.tokencache.redis.TwoLevelCacheBackend;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Two nodes in this JVM, one of which writes and the other reads. */
final class TwoNodes {
    private static final long PATIENCE_SECONDS = 60;
    private static final long NEAR_ENTRIES = 10_000;

    private final SharedRedis redis = SharedRedis.get();
    private final RedisNode ofWriters = node();
    private final RedisNode ofReaders = node();

    private TwoNodes() {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!isReady(ofWriters) || !isReady(ofReaders)) {
            if (System.nanoTime() - end > 0) {
                throw new IllegalStateException("nodes must serve within " + PATIENCE_SECONDS + " s, but were "
                        + ofWriters.statistics() + " and " + ofReaders.statistics());
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
        }
    }

    private static final class Holder {
        private static final TwoNodes INSTANCE = new TwoNodes();
    }

    static TwoNodes get() {
        return Holder.INSTANCE;
    }

    private RedisNode node() {
        return RedisNode.start(redis.ofNodes(), RedisNodeSettings.ofChannel("suites"));
    }

    private static boolean isReady(RedisNode node) {
        RedisNodeStatistics statistics = node.statistics();
        return statistics.serving() && statistics.otherNodes() == 1;
    }

    <V> WriterAndReader<V> backend(EntryCodec<V> codec) {
        RedisClients database = redis.emptied();
        return new WriterAndReader<>(
                TwoLevelCacheBackend.create(Shared.on(database, codec), ofWriters, NEAR_ENTRIES),
                TwoLevelCacheBackend.create(Shared.on(database, codec), ofReaders, NEAR_ENTRIES));
    }
}
