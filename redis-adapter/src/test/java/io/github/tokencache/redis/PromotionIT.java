package io.github.tokencache.redis;

import static io.github.tokencache.redis.Samples.committed;
import static io.github.tokencache.redis.Samples.entry;
import static io.github.tokencache.redis.Samples.fillOf;
import static io.github.tokencache.redis.Samples.load;
import static io.github.tokencache.redis.Samples.see;
import static io.github.tokencache.redis.Samples.tag;
import static io.github.tokencache.redis.Samples.value;
import static io.github.tokencache.redis.Samples.writer;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tokencache.Cell;
import io.github.tokencache.OpenWrite;
import io.github.tokencache.TokenKey;
import io.github.tokencache.servers.Link;
import io.github.tokencache.servers.RedisOptions;
import io.github.tokencache.servers.RedisServer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.UnifiedJedis;

/**
 * A primary that dies the moment a write has begun, with a replica behind a line that is held: what a begin has answered is
 * on the replica because the begin has waited for it, and not because replication was quick.
 */
class PromotionIT {
    private static final TokenKey ENTRY = entry("token");
    private static final TokenKey TAG = tag("refresh");
    private static final Duration PATIENCE = Duration.ofSeconds(8);

    private final RedisServer primary = RedisServer.start();
    private final Link line = Link.to(primary);
    private final RedisServer replica = RedisServer.start(RedisOptions.none()
            .with(
                    "replicaof",
                    line.address().getHost(),
                    String.valueOf(line.address().getPort())));
    private final UnifiedJedis client = Clients.patient(primary.address());
    private final UnifiedJedis successor = Clients.patient(replica.address());

    @BeforeEach
    void aValueThatTheReplicaHas() {
        Eventually.until("the replica is there", () -> tells(primary, "replication", "state=online"));
        load(Samples.backend(client, new FakeTime()), ENTRY, fillOf("old", TAG));
        Eventually.until("the replica has the value", () -> successor.exists(RedisKeys.of(ENTRY)));
        line.freeze();
    }

    @AfterEach
    void close() {
        client.close();
        successor.close();
        line.close();
        replica.close();
        primary.close();
    }

    private static boolean tells(RedisServer server, String section, String what) {
        try (Jedis admin = server.admin()) {
            return admin.info(section).contains(what);
        }
    }

    private CompletableFuture<OpenWrite> beganAndThePrimaryDied(RedisSettings settings) {
        RedisCacheBackend<String> backend = Samples.backend(client, settings, new FakeTime());
        return CompletableFuture.supplyAsync(() -> {
            OpenWrite write = backend.begin(List.of(TAG), writer());
            line.sever();
            primary.kill();
            return write;
        });
    }

    private void awaitHeldOrThrough(CompletableFuture<?> operation) {
        Eventually.until(
                "it waits or is through", () -> operation.isDone() || tells(primary, "clients", "blocked_clients:1"));
    }

    private RedisCacheBackend<String> promoted() {
        try (Jedis admin = replica.admin()) {
            admin.replicaofNoOne();
        }
        return Samples.backend(successor, new FakeTime());
    }

    @Test
    void aBeginIsHeldUntilTheReplicaHasItAndTheMarksOutliveThePrimary() {
        CompletableFuture<OpenWrite> begin =
                beganAndThePrimaryDied(RedisSettings.defaults().withReplicas(1, PATIENCE));
        awaitHeldOrThrough(begin);
        assertThat(begin).as("as long as the replica is behind").isNotDone();
        line.thaw();
        OpenWrite write = begin.join();

        RedisCacheBackend<String> backend = promoted();

        assertThat(write.keys()).containsExactlyInAnyOrder(TAG, ENTRY);
        assertThat(see(backend, ENTRY)).isEqualTo(new Cell.Pending<String>());
        assertThat(load(backend, entry("other"), fillOf("old", TAG))).isFalse();
        backend.end(write, committed());
        assertThat(see(backend, ENTRY)).isEqualTo(new Cell.Absent<String>());
    }

    @Test
    void aClearIsHeldUntilTheReplicaHasItAndOutlivesThePrimary() {
        RedisCacheBackend<String> waiting =
                Samples.backend(client, RedisSettings.defaults().withReplicas(1, PATIENCE), new FakeTime());
        CompletableFuture<Void> clear = CompletableFuture.runAsync(() -> {
            waiting.clear();
            line.sever();
            primary.kill();
        });
        awaitHeldOrThrough(clear);
        assertThat(clear).as("as long as the replica is behind").isNotDone();
        line.thaw();
        clear.join();

        assertThat(see(promoted(), ENTRY)).isEqualTo(new Cell.Absent<String>());
    }

    /** What these schedules are good for: nobody has waited here. */
    @Test
    void withoutWaitingThePromotedReplicaServesWhatIsBeingRemoved() {
        beganAndThePrimaryDied(RedisSettings.defaults()).join();

        assertThat(see(promoted(), ENTRY)).isEqualTo(value("old"));
    }
}
