package io.github.tokencache.backends;

import io.github.tokencache.EntryCodec;
import io.github.tokencache.EntryFormat;
import io.github.tokencache.redis.RedisCacheBackend;
import io.github.tokencache.redis.RedisClients;
import io.github.tokencache.redis.RedisSettings;
import java.time.Duration;

/** Makes backends on Redis alone. */
final class Shared {
    /** Short, since clearing everything takes it and the suites clear often. */
    private static final Duration EPOCH_LEASE = Duration.ofMillis(20);

    private Shared() {}

    static <V> RedisCacheBackend<V> of(SharedRedis redis, EntryCodec<V> codec) {
        return on(redis.emptied(), codec);
    }

    static <V> RedisCacheBackend<V> on(RedisClients database, EntryCodec<V> codec) {
        return RedisCacheBackend.create(
                database.toString(),
                database,
                EntryFormat.plain(codec),
                RedisSettings.defaults().withEpochLease(EPOCH_LEASE));
    }
}
