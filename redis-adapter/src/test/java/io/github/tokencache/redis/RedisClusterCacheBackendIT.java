package io.github.tokencache.redis;

import io.github.tokencache.servers.RedisCluster;
import io.github.tokencache.testkit.BackendUnderTest;
import io.github.tokencache.testkit.CacheBackendContract;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.RedisClusterClient;
import redis.clients.jedis.UnifiedJedis;

/** The same on a Cluster, where the cells of an operation are on several servers. */
final class RedisClusterCacheBackendIT extends CacheBackendContract {
    private static final RedisCluster CLUSTER = RedisCluster.start();
    private static final UnifiedJedis CLIENT =
            RedisClusterClient.builder().nodes(CLUSTER.addresses()).build();
    private static final List<UnifiedJedis> MASTERS = CLUSTER.masters().stream()
            .<UnifiedJedis>map(server ->
                    RedisClient.builder().hostAndPort(server.address()).build())
            .toList();

    @Override
    protected BackendUnderTest<String> newBackend(int maxTagMembers) {
        MASTERS.forEach(UnifiedJedis::flushAll);
        RedisSettings settings = RedisSettings.defaults().withMaximumTagMembers(maxTagMembers);
        return new RedisCacheBackendIT.Shared(
                Samples.backend(CLIENT, settings, new FakeTime()), new ServerTime(CLIENT, MASTERS));
    }

    @AfterAll
    static void close() {
        MASTERS.forEach(UnifiedJedis::close);
        CLIENT.close();
        CLUSTER.close();
    }
}
