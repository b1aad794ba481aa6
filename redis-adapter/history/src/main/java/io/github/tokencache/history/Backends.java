package io.github.tokencache.history;

import io.github.tokencache.EntryCodec;
import io.github.tokencache.EntryFormat;
import io.github.tokencache.redis.RedisCacheBackend;
import io.github.tokencache.redis.RedisNode;
import io.github.tokencache.redis.RedisNodeSettings;
import io.github.tokencache.redis.RedisSettings;
import io.github.tokencache.redis.TwoLevelCacheBackend;
import java.time.Duration;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.UnifiedJedis;

/** The ways of caching by name: ours, and those that the checker is proved on. */
final class Backends {
    /** So long that a busy machine seldom needs it, so short that a fault is noticed while it lasts. */
    private static final int TIMEOUT_MILLIS = 300;

    /** Short, because writes wait for it after each death. */
    static final Duration NEAR_LEASE = Duration.ofMillis(300);

    private static final Duration EPOCH_LEASE = Duration.ofMillis(200);

    private Backends() {}

    static Stores open(Parts parts) {
        return switch (parts.settings().backend()) {
            case "redis" ->
                CachedStores.of(parts, shared(parts, new TokenEntryCodec()), shared(parts, new ClientCodec()));
            case "two-level" -> twoLevel(parts);
            case "two-level-no-wait" -> withoutWaiting(parts);
            case "fault-ignoring" ->
                CachedStores.of(
                        parts,
                        new FaultIgnoringBackend<>(shared(parts, new TokenEntryCodec())),
                        new FaultIgnoringBackend<>(shared(parts, new ClientCodec())));
            case "none" -> bare(parts);
            case "look-aside" ->
                LookAsideStores.of(parts, new JedisCache(client(parts.settings().redis())));
            case "jetcache" ->
                LookAsideStores.of(parts, JetCache.on(parts.settings().redis()));
            default ->
                throw new IllegalArgumentException(
                        "backend must be known, but was " + parts.settings().backend());
        };
    }

    /** For how long an old value may be read after a write that was deferred; a near entry adds its lease. */
    static Duration staleWhenDeferred(String backend) {
        return switch (backend) {
            case "none", "look-aside", "jetcache" -> Duration.ZERO;
            case "redis" -> CachedStores.BOUND;
            default -> CachedStores.BOUND.plus(NEAR_LEASE);
        };
    }

    private static <V> RedisCacheBackend<V> shared(Parts parts, EntryCodec<V> codec) {
        return RedisCacheBackend.create(
                client(parts.settings().redis()),
                EntryFormat.plain(codec),
                RedisSettings.defaults().withEpochLease(EPOCH_LEASE));
    }

    private static Stores twoLevel(Parts parts) {
        RedisNode node = RedisNode.start(
                client(parts.settings().subscriber()),
                RedisNodeSettings.ofChannel("history").withNearLease(NEAR_LEASE));
        return CachedStores.of(
                parts,
                TwoLevelCacheBackend.create(shared(parts, new TokenEntryCodec()), node, 1_000),
                TwoLevelCacheBackend.create(shared(parts, new ClientCodec()), node, 1_000));
    }

    private static Stores withoutWaiting(Parts parts) {
        UnifiedJedis messages = client(parts.settings().subscriber());
        return CachedStores.of(
                parts,
                NoWaitBackend.start(shared(parts, new TokenEntryCodec()), messages, "tokens"),
                NoWaitBackend.start(shared(parts, new ClientCodec()), messages, "clients"));
    }

    private static Stores bare(Parts parts) {
        return new Stores(parts.tokens(), parts.clients(), parts.clients(), new Stores.Eviction() {
            @Override
            public void user(String user) {}

            @Override
            public void all() {}
        });
    }

    private static UnifiedJedis client(int port) {
        return RedisClient.builder()
                .hostAndPort(new HostAndPort("127.0.0.1", port))
                .clientConfig(DefaultJedisClientConfig.builder()
                        .timeoutMillis(TIMEOUT_MILLIS)
                        .build())
                .build();
    }
}
