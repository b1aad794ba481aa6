package io.github.tokencache.redis;

import static io.github.tokencache.redis.Samples.committed;
import static io.github.tokencache.redis.Samples.entry;
import static io.github.tokencache.redis.Samples.fillOf;
import static io.github.tokencache.redis.Samples.leased;
import static io.github.tokencache.redis.Samples.load;
import static io.github.tokencache.redis.Samples.see;
import static io.github.tokencache.redis.Samples.tag;
import static io.github.tokencache.redis.Samples.value;
import static io.github.tokencache.redis.Samples.writer;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tokencache.Cell;
import io.github.tokencache.Lease;
import io.github.tokencache.OpenWrite;
import io.github.tokencache.TokenKey;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.RedisProtocol;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.params.SetParams;
import redis.clients.jedis.providers.PooledConnectionProvider;

/** Servers that have forgotten the scripts, as after a restart or a failover, and servers before 7.0. */
class ScriptsIT {
    private static final TokenKey ENTRY = entry("token");
    private static final TokenKey TAG = tag("refresh");

    private final UnifiedJedis client = TestRedis.emptied();
    private final RedisCacheBackend<String> backend = Samples.backend(client, new FakeTime());
    private final AtomicInteger refusals = new AtomicInteger();

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void forgottenScriptsAreSentAgain() {
        Lease lease = leased(backend, ENTRY);
        client.scriptFlush();
        assertThat(backend.fill(ENTRY, lease, fillOf("one", TAG, tag("user")))).isTrue();
        client.scriptFlush();
        OpenWrite write = backend.begin(List.of(TAG, entry("other")), writer());
        assertThat(write.keys()).containsExactlyInAnyOrder(TAG, ENTRY, entry("other"));
        client.scriptFlush();
        backend.end(write, committed());
        assertThat(see(backend, ENTRY)).isEqualTo(new Cell.Absent<String>());
    }

    @Test
    void aServerThatRefusesNxWithGetIsAskedOnce() {
        try (UnifiedJedis old = oldClient()) {
            RedisCacheBackend<String> onOld = Samples.backend(old, new FakeTime());

            assertThat(load(onOld, ENTRY, fillOf("one"))).isTrue();
            assertThat(load(onOld, entry("other"), fillOf("two"))).isTrue();

            assertThat(see(onOld, ENTRY)).isEqualTo(value("one"));
            assertThat(refusals).hasValue(1);
        }
    }

    @Test
    void onSuchAServerASecondReaderSeesTheLeaseOfTheFirst() {
        try (UnifiedJedis old = oldClient()) {
            RedisCacheBackend<String> onOld = Samples.backend(old, new FakeTime());
            Lease first = leased(onOld, ENTRY);
            client.pexpire(RedisKeys.of(ENTRY), 60_000);

            assertThat(onOld.read(ENTRY, Samples::lease)).isEqualTo(new Cell.Loading<String>(first.nonce()));
            assertThat(new Commands(() -> old, "old").lease(RedisKeys.of(ENTRY), new byte[] {1}, 1_000))
                    .isEqualTo(client.get(RedisKeys.of(ENTRY)));
        }
    }

    private UnifiedJedis oldClient() {
        return new UnifiedJedis(new PooledConnectionProvider(TestRedis.ADDRESS), RedisProtocol.RESP2) {
            @Override
            public byte[] setGet(byte[] key, byte[] cell, SetParams params) {
                refusals.incrementAndGet();
                throw new JedisDataException("ERR syntax error");
            }
        };
    }
}
