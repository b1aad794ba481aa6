package io.github.tokencache.redis;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tokencache.CacheBackendException;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.RedisProtocol;
import redis.clients.jedis.csc.CacheConfig;

/** A client that may answer from memory what another node has removed. */
class OwnCachesTest {
    private static final String MESSAGE =
            "client must have no cache of its own (CacheConfig), which would serve what another"
                    + " node has removed, but has one; TwoLevelCacheBackend keeps values in memory without that";

    private static RedisClient caching() {
        return RedisClient.builder()
                .hostAndPort("127.0.0.1", 1)
                .clientConfig(DefaultJedisClientConfig.builder()
                        .protocol(RedisProtocol.RESP3)
                        .build())
                .cacheConfig(CacheConfig.builder().maxSize(10).build())
                .build();
    }

    @Test
    void isRefusedWhereItIsGivenAndWhereItIsMadeLate() {
        try (RedisClient client = caching()) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> RedisCacheBackend.create(client, Samples.FORMAT, RedisSettings.defaults()))
                    .withMessage(MESSAGE);

            RedisCacheBackend<String> late =
                    RedisCacheBackend.create("Redis", () -> client, Samples.FORMAT, RedisSettings.defaults());
            assertThatThrownBy(() -> Samples.see(late, Samples.entry("token")))
                    .isInstanceOf(CacheBackendException.class)
                    .hasMessageContaining(MESSAGE);
        }
    }
}
