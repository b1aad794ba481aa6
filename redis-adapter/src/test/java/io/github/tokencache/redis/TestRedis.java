package io.github.tokencache.redis;

import io.github.tokencache.servers.RedisServer;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.UnifiedJedis;

/** One real server for those tests of a JVM that do it no harm; it ends with the JVM. */
final class TestRedis {
    private static final RedisServer SERVER = RedisServer.start();
    static final HostAndPort ADDRESS = SERVER.address();

    private TestRedis() {}

    /** A client of its own, of a server that holds nothing. */
    static UnifiedJedis emptied() {
        UnifiedJedis client = client();
        client.flushAll();
        return client;
    }

    static UnifiedJedis client() {
        return RedisClient.builder().hostAndPort(ADDRESS).build();
    }
}
