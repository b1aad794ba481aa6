package io.github.tokencache.redis;

import io.github.tokencache.CacheBackend;
import io.github.tokencache.EntryFormat;
import io.github.tokencache.TokenKey;
import io.github.tokencache.testkit.BackendUnderTest;
import io.github.tokencache.testkit.CacheBackendContract;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import redis.clients.jedis.UnifiedJedis;

final class RedisCacheBackendIT extends CacheBackendContract {
    private static final UnifiedJedis jedis = TestRedis.client();

    @Override
    protected BackendUnderTest<String> newBackend(int maxTagMembers) {
        jedis.flushAll();
        RedisCacheBackend<String> backend = new RedisCacheBackend<>(
                () -> jedis,
                "Redis",
                EntryFormat.plain(new TextCodec(9)),
                RedisSettings.defaults().withMaximumTagMembers(maxTagMembers),
                new FakeTime());
        return new Shared(backend, new ServerTime(jedis, List.of(jedis)));
    }

    @AfterAll
    static void close() {
        jedis.close();
    }

    record Shared(CacheBackend<String> backend, ServerTime time) implements BackendUnderTest<String> {

        @Override
        public void expire(TokenKey key) {
            time.expire(key);
        }

        @Override
        public void advance(Duration time) {
            this.time.pass(time);
        }
    }
}
