package io.github.tokencache.redis;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import redis.clients.jedis.RedisClusterClient;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;

/**
 * Asks Redis whether it does what the cache needs: it writes, reads and deletes a key under {@code tc1:health:}, in a
 * Cluster on every master. Reading alone would find healthy what is most dangerous, a server that still answers reads and
 * refuses the evicts. Besides it reports role, memory policy and replicas, for which the user must be allowed {@code INFO}.
 *
 * <p>A check sends five commands to each master; it takes no longer than the client's time-outs allow, as it ends with the
 * first command that is not answered. Safe for use by any thread. It throws nothing: what is wrong is in the report, which
 * names no user and no password.
 *
 * <pre>{@code
 * RedisHealth.Report report = new RedisHealth(redis).check();
 * if (!report.up()) {
 *     alert(report.reason());
 * }
 * }</pre>
 */
public final class RedisHealth {
    private final Supplier<? extends UnifiedJedis> client;
    private final HealthKeys keys = new HealthKeys();

    /**
     * A check of a client.
     *
     * @param client such as {@link RedisClients}; may throw a {@code JedisException} while there is no client
     */
    public RedisHealth(Supplier<? extends UnifiedJedis> client) {
        this.client = Objects.requireNonNull(client, "client");
    }

    /**
     * What a check has found.
     *
     * @param up whether all servers that were asked do what the cache needs
     * @param reason why not; empty if up
     * @param servers the servers that were asked; none if not even a Cluster's masters are known
     */
    public record Report(boolean up, String reason, List<Server> servers) {
        /** Copies the servers. */
        public Report {
            servers = List.copyOf(servers);
        }

        /**
         * What does not stop the cache and should be changed.
         *
         * @return the warnings of all servers, each once
         */
        public List<String> warnings() {
            return servers.stream()
                    .flatMap(server -> server.warnings().stream())
                    .distinct()
                    .toList();
        }
    }

    /**
     * One server.
     *
     * @param up whether it writes, reads and deletes
     * @param reason why not; empty if up
     * @param role {@code master}, {@code slave}, or {@code unknown}
     * @param memoryPolicy such as {@code noeviction}, or {@code unknown}
     * @param replicas those of a master
     * @param warnings what should be changed
     */
    public record Server(
            boolean up,
            String reason,
            String role,
            String memoryPolicy,
            List<Replica> replicas,
            List<String> warnings) {
        /** Copies the lists. */
        public Server {
            replicas = List.copyOf(replicas);
            warnings = List.copyOf(warnings);
        }
    }

    /**
     * A replica, as its master sees it.
     *
     * @param address host and port
     * @param state such as {@code online}
     * @param lagSeconds how long ago it was last heard of, in seconds
     * @param lagBytes how much it has not confirmed yet, in bytes
     */
    public record Replica(String address, String state, long lagSeconds, long lagBytes) {}

    /**
     * Asks now.
     *
     * @return what was found
     */
    public Report check() {
        List<Server> servers = new ArrayList<>();
        try {
            UnifiedJedis jedis = client.get();
            for (String key : keys(jedis)) {
                servers.add(check(jedis, key));
            }
        } catch (JedisException | IllegalStateException fault) {
            return new Report(false, HealthReason.of(fault), servers);
        }
        String reason = servers.stream()
                .filter(server -> !server.up())
                .map(Server::reason)
                .findFirst()
                .orElse("");
        return new Report(reason.isEmpty(), reason, servers);
    }

    private List<String> keys(UnifiedJedis jedis) {
        return jedis instanceof RedisClusterClient cluster ? keys.ofEachMaster(cluster) : List.of(keys.any());
    }

    private static Server check(UnifiedJedis jedis, String key) {
        String reason = "";
        try {
            reason = HealthKeys.use(jedis, key);
        } catch (JedisDataException refused) {
            reason = HealthReason.of(refused);
        } catch (JedisException | IllegalStateException fault) {
            return new Server(
                    false, HealthReason.of(fault), ServerInfo.UNKNOWN, ServerInfo.UNKNOWN, List.of(), List.of());
        }
        return describe(reason, info(jedis, key, "replication"), info(jedis, key, "memory"));
    }

    private static Server describe(String reason, ServerInfo replication, ServerInfo memory) {
        String role = replication.value("role");
        String policy = memory.value("maxmemory_policy");
        return new Server(
                reason.isEmpty(), reason, role, policy, replication.replicas(), HealthReason.warnings(role, policy));
    }

    /** Nothing where it is not allowed or not answered any more: the probe itself has already been decided. */
    private static ServerInfo info(UnifiedJedis jedis, String key, String section) {
        try {
            return new ServerInfo(HealthKeys.info(jedis, key, section));
        } catch (JedisException | IllegalStateException fault) {
            return new ServerInfo("");
        }
    }
}
