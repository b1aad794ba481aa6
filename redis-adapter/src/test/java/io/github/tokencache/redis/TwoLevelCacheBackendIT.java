package io.github.tokencache.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tokencache.CacheBackend;
import io.github.tokencache.EntryFormat;
import io.github.tokencache.TokenKey;
import io.github.tokencache.servers.RedisServer;
import io.github.tokencache.testkit.BackendUnderTest;
import io.github.tokencache.testkit.CacheBackendContract;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.UnifiedJedis;

/** The contract over two nodes on a real Redis, each call on the other one. */
final class TwoLevelCacheBackendIT extends CacheBackendContract {
    private static final RedisServer server = RedisServer.start();
    private static final UnifiedJedis jedis = client(0);

    /** In a database of its own: time passes there by itself. */
    private static final UnifiedJedis nodes = client(1);

    private static final RedisNodeSettings SETTINGS =
            RedisNodeSettings.ofChannel("contract").withNearLease(Duration.ofSeconds(5));
    private static RedisNode one;
    private static RedisNode two;
    private static long hits;

    private static UnifiedJedis client(int database) {
        return RedisClient.builder()
                .hostAndPort(server.address())
                .clientConfig(
                        DefaultJedisClientConfig.builder().database(database).build())
                .build();
    }

    @BeforeAll
    static void start() {
        one = RedisNode.start(nodes, SETTINGS);
        two = RedisNode.start(nodes, SETTINGS);
        Eventually.until(
                "both serve from memory",
                () -> one.statistics().serving() && two.statistics().serving());
    }

    @AfterAll
    static void close() {
        one.close();
        two.close();
        jedis.close();
        nodes.close();
        server.close();
        assertThat(hits).isPositive();
    }

    @Override
    protected BackendUnderTest<String> newBackend(int maxTagMembers) {
        jedis.flushDB();
        RedisCacheBackend<String> shared = new RedisCacheBackend<>(
                () -> jedis,
                "Redis",
                EntryFormat.plain(new TextCodec(9)),
                RedisSettings.defaults().withMaximumTagMembers(maxTagMembers),
                new FakeTime());
        return new Nodes(TwoLevelCacheBackend.create(shared, one, 100), TwoLevelCacheBackend.create(shared, two, 100));
    }

    private static final class Nodes implements BackendUnderTest<String> {
        private final ServerTime time = new ServerTime(jedis, List.of(jedis));
        private final List<TwoLevelCacheBackend<String>> backends;
        private final CacheBackend<String> all;

        Nodes(TwoLevelCacheBackend<String> a, TwoLevelCacheBackend<String> b) {
            backends = List.of(a, b);
            all = new Alternating<>(backends, this::count);
        }

        private void count() {
            hits += backends.stream()
                    .filter(node -> node.statistics().nearHits() > 0)
                    .count();
        }

        @Override
        public CacheBackend<String> backend() {
            return all;
        }

        /** What is in memory has run out first: its lease is shorter than any time of a cell. */
        @Override
        public void expire(TokenKey key) {
            backends.forEach(backend -> backend.expire(key));
            time.expire(key);
        }

        @Override
        public void advance(Duration passed) {
            String everything = new NearMessage.EvictAll("time", 0).toString();
            List.of(one, two).forEach(node -> node.near().received(everything));
            time.pass(passed);
        }
    }
}
