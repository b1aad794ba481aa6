package io.github.tokencache.history;

import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.UnifiedJedis;

/** The ways of caching by name: ours, and those that the checker is proved on. */
final class Backends {
    private static final int TIMEOUT_MILLIS = 100;

    private Backends() {}

    static Stores open(Parts parts) {
        return switch (parts.settings().backend()) {
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
