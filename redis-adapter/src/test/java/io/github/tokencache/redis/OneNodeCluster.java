package io.github.tokencache.redis;

import io.github.tokencache.servers.RedisOptions;
import io.github.tokencache.servers.RedisServer;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;

/**
 * A Cluster of one node, which ends with the JVM. A client that knows nothing of Clusters can speak to it, and then it is
 * the server that refuses what names several keys.
 */
final class OneNodeCluster {
    private static final int LAST_SLOT = 16_383;
    static final HostAndPort ADDRESS = start().address();

    private OneNodeCluster() {}

    private static RedisServer start() {
        RedisServer server = RedisServer.start(RedisOptions.none().with("cluster-enabled", "yes"));
        try (Jedis admin = server.admin()) {
            admin.clusterAddSlotsRange(0, LAST_SLOT);
            Eventually.until("the slots are served", () -> admin.clusterInfo().contains("cluster_state:ok"));
        }
        return server;
    }
}
