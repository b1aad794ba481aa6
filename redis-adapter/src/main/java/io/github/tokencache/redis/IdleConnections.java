package io.github.tokencache.redis;

import redis.clients.jedis.Connection;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.RedisClusterClient;
import redis.clients.jedis.RedisSentinelClient;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.util.Pool;

/**
 * The connections that wait in a client's pool. A server that was restarted has closed them all, but each is found out only
 * by the command that is sent over it; so one that is broken speaks for all.
 */
final class IdleConnections {
    private IdleConnections() {}

    /** Closes them, so that the next command goes over a new connection. */
    static void drop(UnifiedJedis client) {
        if (client instanceof RedisClient standalone) {
            standalone.getPool().clear();
        } else if (client instanceof RedisSentinelClient sentinel) {
            sentinel.getPrimaryNodesConnectionMap().values().forEach(Pool<Connection>::clear);
        } else if (client instanceof RedisClusterClient cluster) {
            cluster.getClusterNodes().values().forEach(Pool<Connection>::clear);
        }
    }
}
