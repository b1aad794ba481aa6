package io.github.tokencache.redis;

import java.net.SocketTimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Connection;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.RedisClusterClient;
import redis.clients.jedis.RedisSentinelClient;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.util.Pool;

/**
 * The connections that wait in a client's pool. A server that was restarted has closed them all, but each is found out only
 * by the command that is sent over it; so one that is broken speaks for all.
 */
final class IdleConnections {
    private IdleConnections() {}

    /**
     * Runs a command, and drops them when its connection was found closed. A time-out says nothing of the others: to make all
     * anew would add to the load of a server that is slow.
     */
    static <T extends @Nullable Object> T droppedIfClosed(UnifiedJedis client, Supplier<T> command) {
        try {
            return command.get();
        } catch (JedisConnectionException e) {
            if (!(e.getCause() instanceof SocketTimeoutException)) {
                drop(client);
            }
            throw e;
        }
    }

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
