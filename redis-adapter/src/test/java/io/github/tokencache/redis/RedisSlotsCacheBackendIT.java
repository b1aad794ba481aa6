package io.github.tokencache.redis;

import io.github.tokencache.testkit.BackendUnderTest;
import io.github.tokencache.testkit.CacheBackendContract;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.UnifiedJedis;

/** The same where the client knows of no Cluster and its server does not take keys of several slots together. */
final class RedisSlotsCacheBackendIT extends CacheBackendContract {
    private static final UnifiedJedis CLIENT =
            RedisClient.builder().hostAndPort(OneNodeCluster.ADDRESS).build();

    @Override
    protected BackendUnderTest<String> newBackend(int maxTagMembers) {
        CLIENT.flushAll();
        RedisSettings settings = RedisSettings.defaults().withMaximumTagMembers(maxTagMembers);
        return new RedisCacheBackendIT.Shared(
                Samples.backend(CLIENT, settings, new FakeTime()), new ServerTime(CLIENT, List.of(CLIENT)));
    }

    @AfterAll
    static void close() {
        CLIENT.close();
    }
}
