package io.github.tokencache.redis;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.RedisClusterClient;
import redis.clients.jedis.RedisSentinelClient;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisConnectionException;

/**
 * One client of Jedis for a standalone server, a Sentinel set or a Cluster, made at its first use: an application starts
 * while Redis is down. While it cannot be made, {@link #get()} throws; after a failure nobody tries again for
 * {@link RedisClientSettings#retryPause()}, so that a Redis that is down does not cost every caller the time of an attempt.
 *
 * <p>Connections speak RESP2, which every server and proxy knows; nothing that this library sends is answered better in
 * RESP3. They are kept while they are idle, and looked after every 30 seconds. The settings are in
 * {@code docs/configuration.md}.
 *
 * <p>Safe for use by any thread. Neither messages nor {@link #toString()} name a user or a password.
 *
 * <pre>{@code
 * try (RedisClients redis = RedisClients.of("rediss://login:pa%24%24@redis.example.org:6380/2")) {
 *     RedisCacheBackend.create(redis.toString(), redis, format, RedisSettings.defaults());
 * }
 * }</pre>
 */
public final class RedisClients implements Supplier<UnifiedJedis>, AutoCloseable {
    private final String name;
    private final Kind kind;
    private final Duration socketTimeout;
    private final LazyClient client;

    private enum Kind {
        ONE_PRIMARY,
        CLUSTER
    }

    private RedisClients(String name, Kind kind, RedisClientSettings settings, Supplier<UnifiedJedis> maker) {
        this.name = name;
        this.kind = kind;
        this.socketTimeout = settings.socketTimeout();
        this.client = new LazyClient(name, settings, maker, System::nanoTime);
    }

    /**
     * For a standalone server, with the default settings.
     *
     * @param uri {@code redis://user:password@host:port/database}, or {@code rediss://} for TLS; special characters in user
     *     and password are percent-encoded, and all but the host may be left out
     * @return a client that is not connected yet
     * @throws IllegalArgumentException if it is none; the message does not show it
     */
    public static RedisClients of(String uri) {
        return of(uri, RedisClientSettings.defaults());
    }

    /**
     * For a standalone server.
     *
     * @param uri {@code redis://user:password@host:port/database}, or {@code rediss://} for TLS; what it says goes before
     *     the settings
     * @param settings all that it does not say
     * @return a client that is not connected yet
     * @throws IllegalArgumentException if it is none; the message does not show it
     */
    public static RedisClients of(String uri, RedisClientSettings settings) {
        RedisAddress parts = RedisAddress.of(uri);
        return standalone(parts.address(), parts.in(settings));
    }

    /**
     * For a standalone server.
     *
     * @param address where it listens
     * @param settings how to connect
     * @return a client that is not connected yet
     */
    public static RedisClients standalone(HostAndPort address, RedisClientSettings settings) {
        JedisSettings jedis = new JedisSettings(settings);
        return new RedisClients("Redis at " + address, Kind.ONE_PRIMARY, settings, () -> RedisClient.builder()
                .hostAndPort(address)
                .clientConfig(jedis.ofServers())
                .poolConfig(jedis.pool())
                .build());
    }

    /**
     * For the master that Sentinels watch.
     *
     * @param master what the Sentinels call it
     * @param sentinels where they listen; some of them are enough
     * @param settings how to connect
     * @return a client that is not connected yet
     */
    public static RedisClients sentinel(String master, Set<HostAndPort> sentinels, RedisClientSettings settings) {
        requireSome("sentinels", sentinels);
        if (master.isBlank()) {
            throw new IllegalArgumentException("master must not be blank, but was '" + master + "'");
        }
        JedisSettings jedis = new JedisSettings(settings);
        String name = "Redis master '" + master + "' of Sentinels " + list(sentinels);
        return new RedisClients(name, Kind.ONE_PRIMARY, settings, () -> RedisSentinelClient.builder()
                .masterName(master)
                .sentinels(Set.copyOf(sentinels))
                .clientConfig(jedis.ofServers())
                .sentinelClientConfig(jedis.ofSentinels())
                .poolConfig(jedis.pool())
                .build());
    }

    /**
     * For a Cluster.
     *
     * @param nodes where some of its nodes listen; the others are found through them
     * @param settings how to connect; the database must be 0
     * @return a client that is not connected yet
     */
    public static RedisClients cluster(Set<HostAndPort> nodes, RedisClientSettings settings) {
        requireSome("nodes", nodes);
        if (settings.database() != 0) {
            throw new IllegalArgumentException("database must be 0 in a Cluster, but was " + settings.database());
        }
        JedisSettings jedis = new JedisSettings(settings);
        return new RedisClients(
                "Redis Cluster at " + list(nodes), Kind.CLUSTER, settings, () -> RedisClusterClient.builder()
                        .nodes(Set.copyOf(nodes))
                        .clientConfig(jedis.ofServers())
                        .poolConfig(jedis.pool())
                        .maxAttempts(JedisSettings.CLUSTER_ATTEMPTS)
                        // So that nothing is repeated after a time-out: a lease that is taken again late could outlive
                        // a revoke.
                        .maxTotalRetriesDuration(settings.socketTimeout())
                        .build());
    }

    /** Otherwise every write would be refused, and that would be found out in production. */
    void requireThatItCanWait(Replicas replicas) {
        if (kind == Kind.CLUSTER) {
            throw new IllegalArgumentException(replicas.notInACluster());
        }
        if (replicas.milliseconds() >= socketTimeout.toMillis()) {
            throw new IllegalArgumentException("replicaTimeout must be shorter than socketTimeout " + socketTimeout
                    + ", but was " + Duration.ofMillis(replicas.milliseconds()));
        }
    }

    private static void requireSome(String name, Set<HostAndPort> addresses) {
        if (addresses.isEmpty()) {
            throw new IllegalArgumentException(name + " must not be empty, but was " + List.copyOf(addresses));
        }
    }

    private static String list(Set<HostAndPort> addresses) {
        return addresses.stream()
                .map(HostAndPort::toString)
                .collect(Collectors.toCollection(TreeSet::new))
                .toString();
    }

    /**
     * The client, always the same one.
     *
     * @return the client; not to be closed by the caller
     * @throws JedisConnectionException if it cannot be made now, or is closed
     */
    @Override
    public UnifiedJedis get() {
        return client.get();
    }

    /** Closes the client and its connections. It is not made again. */
    @Override
    public void close() {
        client.close();
    }

    /** What it is connected to, for people; no user and no password. */
    @Override
    public String toString() {
        return name;
    }
}
