package io.github.tokencache.redis;

import static io.github.tokencache.redis.Samples.committed;
import static io.github.tokencache.redis.Samples.entry;
import static io.github.tokencache.redis.Samples.fillOf;
import static io.github.tokencache.redis.Samples.lease;
import static io.github.tokencache.redis.Samples.leased;
import static io.github.tokencache.redis.Samples.load;
import static io.github.tokencache.redis.Samples.see;
import static io.github.tokencache.redis.Samples.tag;
import static io.github.tokencache.redis.Samples.value;
import static io.github.tokencache.redis.Samples.writer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tokencache.CacheBackendException;
import io.github.tokencache.Cell;
import io.github.tokencache.OpenWrite;
import io.github.tokencache.TokenKey;
import io.github.tokencache.Writer;
import io.github.tokencache.servers.RedisServer;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.UnifiedJedis;

/** A server that is down, frozen, or refuses some commands. */
class FaultsIT {
    private static final TokenKey ENTRY = entry("token");
    private static final TokenKey TAG = tag("refresh");

    private final RedisServer server = RedisServer.start();
    private final UnifiedJedis client = RedisClient.builder()
            .hostAndPort(server.address())
            .clientConfig(DefaultJedisClientConfig.builder().timeoutMillis(200).build())
            .build();
    private final RedisCacheBackend<String> backend = Samples.backend(client, new FakeTime());

    @AfterEach
    void close() {
        client.close();
        server.close();
    }

    private static void isAFault(ThrowingCallable operation) {
        assertThatThrownBy(operation)
                .isInstanceOf(CacheBackendException.class)
                .hasMessageStartingWith("the test server could not ")
                .hasMessageEndingWith(
                        "; check that it is up, reachable within the client's time-outs, and takes writes");
    }

    private void everyOperationIsAFault() {
        isAFault(() -> see(backend, ENTRY));
        isAFault(() -> backend.fill(ENTRY, lease(), fillOf("one", TAG)));
        isAFault(() -> backend.begin(List.of(ENTRY), writer()));
        isAFault(() -> backend.begin(List.of(ENTRY, TAG), writer()));
        isAFault(() -> backend.end(new OpenWrite(writer(), Set.of(ENTRY, TAG)), committed()));
        isAFault(backend::clear);
    }

    @Test
    void aServerThatIsDownIsAFaultUntilItIsBack() {
        load(backend, ENTRY, fillOf("one"));
        server.kill();

        everyOperationIsAFault();

        server.restartEmpty();
        assertThat(see(backend, entry("opens a connection"))).isNotNull();
        assertThat(load(backend, ENTRY, fillOf("two"))).isTrue();
        assertThat(see(backend, ENTRY)).isEqualTo(value("two"));
    }

    /** A connection that gave up may still hear the answer to what it asked; nobody else must. */
    @Test
    void aServerThatIsFrozenIsAFaultAndLeavesNoAnswerBehind() {
        load(backend, ENTRY, fillOf("one", TAG));
        load(backend, entry("other"), fillOf("another one"));
        server.freeze();
        isAFault(() -> see(backend, ENTRY));
        isAFault(() -> backend.begin(List.of(TAG, entry("third")), writer()));
        server.thaw();

        for (int i = 0; i < 10; i++) {
            assertThat(see(backend, entry("other"))).isEqualTo(value("another one"));
        }
    }

    @Test
    void aBeginThatFailsOnATagTakesBackWhatItAddedAndNothingElse() {
        Writer writer = writer();
        OpenWrite first = backend.begin(List.of(ENTRY), writer);
        try (Jedis admin = server.admin()) {
            admin.sendCommand(
                    Protocol.Command.ACL, "SETUSER", "default", "resetkeys", "~tc1:test:access:*", "~tc1:epoch");
        }
        isAFault(() -> backend.begin(List.of(ENTRY, entry("new"), TAG), writer));

        assertThat(see(backend, ENTRY)).isEqualTo(new Cell.Pending<String>());
        assertThat(see(backend, entry("new"))).isEqualTo(new Cell.Absent<String>());
        backend.end(first, committed());
        assertThat(see(backend, ENTRY)).isEqualTo(new Cell.Absent<String>());
    }

    @Test
    void aServerThatRefusesWritesIsAFaultOfWhatWrites() {
        load(backend, ENTRY, fillOf("one"));
        try (Jedis admin = server.admin()) {
            admin.configSet("min-replicas-to-write", "1");
        }

        assertThat(see(backend, ENTRY)).isEqualTo(value("one"));
        isAFault(() -> leased(backend, entry("other")));
        isAFault(() -> backend.begin(List.of(ENTRY, TAG), writer()));
        isAFault(backend::clear);
    }
}
