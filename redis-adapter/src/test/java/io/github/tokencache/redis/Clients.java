package io.github.tokencache.redis;

import java.time.Duration;
import java.util.Set;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.RedisClusterClient;
import redis.clients.jedis.RedisSentinelClient;

/** Clients that give up soon, and such that nothing but a dead server makes give up. */
final class Clients {
    private static final JedisClientConfig CONFIG = DefaultJedisClientConfig.builder()
            .connectionTimeoutMillis(200)
            .socketTimeoutMillis(200)
            .build();

    private static final JedisClientConfig PATIENT =
            DefaultJedisClientConfig.builder().timeoutMillis(10_000).build();

    private Clients() {}

    static RedisClient patient(HostAndPort address) {
        return RedisClient.builder()
                .hostAndPort(address)
                .clientConfig(PATIENT)
                .poolConfig(pool(Duration.ofSeconds(10)))
                .build();
    }

    static RedisSentinelClient patient(String master, Set<HostAndPort> sentinels) {
        return RedisSentinelClient.builder()
                .masterName(master)
                .sentinels(sentinels)
                .clientConfig(PATIENT)
                .poolConfig(pool(Duration.ofSeconds(10)))
                .build();
    }

    static RedisClusterClient patient(Set<HostAndPort> nodes) {
        return RedisClusterClient.builder()
                .nodes(nodes)
                .clientConfig(PATIENT)
                .poolConfig(pool(Duration.ofSeconds(10)))
                .build();
    }

    static RedisClient hasty(HostAndPort address) {
        return RedisClient.builder()
                .hostAndPort(address)
                .clientConfig(CONFIG)
                .poolConfig(pool(Duration.ofMillis(200)))
                .build();
    }

    static RedisSentinelClient hasty(String master, Set<HostAndPort> sentinels) {
        return RedisSentinelClient.builder()
                .masterName(master)
                .sentinels(sentinels)
                .clientConfig(CONFIG)
                .poolConfig(pool(Duration.ofMillis(200)))
                .build();
    }

    static RedisClusterClient hasty(Set<HostAndPort> nodes) {
        return RedisClusterClient.builder()
                .nodes(nodes)
                .clientConfig(CONFIG)
                .poolConfig(pool(Duration.ofMillis(200)))
                .build();
    }

    private static ConnectionPoolConfig pool(Duration wait) {
        ConnectionPoolConfig pool = new ConnectionPoolConfig();
        pool.setMaxWait(wait);
        return pool;
    }
}
