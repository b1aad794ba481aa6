package io.github.tokencache.redis;

import static io.github.tokencache.redis.Samples.entry;
import static io.github.tokencache.redis.Samples.fillOf;
import static io.github.tokencache.redis.Samples.load;
import static io.github.tokencache.redis.Samples.see;
import static io.github.tokencache.redis.Samples.tag;
import static io.github.tokencache.redis.Samples.writer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tokencache.CacheBackendException;
import io.github.tokencache.CacheEnvironment;
import io.github.tokencache.CacheWriteException;
import io.github.tokencache.CachingTokenStore;
import io.github.tokencache.Cell;
import io.github.tokencache.EntryFormat;
import io.github.tokencache.FaultPolicy;
import io.github.tokencache.OpenWrite;
import io.github.tokencache.TokenKey;
import io.github.tokencache.TokenStore;
import io.github.tokencache.servers.RedisCluster;
import io.github.tokencache.servers.RedisServer;
import io.github.tokencache.servers.SentinelSet;
import io.github.tokencache.testkit.store.AccessToken;
import io.github.tokencache.testkit.store.KitTokenModel;
import io.github.tokencache.testkit.store.Login;
import io.github.tokencache.testkit.store.MapTokenStore;
import io.github.tokencache.testkit.store.RefreshToken;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.UnifiedJedis;

/** Writes that wait for replicas, on a primary with two. */
class ReplicasIT {
    private static final TokenKey ENTRY = entry("token");
    private static final TokenKey TAG = tag("refresh");

    /** Longer than a busy machine needs to replicate, shorter than the clients wait. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private static final AccessToken TOKEN = new AccessToken("token-1", null, new RefreshToken("refresh-1"));

    private static RedisSettings waitingFor(int replicas, Duration atMost) {
        return RedisSettings.defaults().withReplicas(replicas, atMost);
    }

    private static UnifiedJedis client(SentinelSet set) {
        return Clients.patient(SentinelSet.MASTER_NAME, set.addresses());
    }

    private static RedisServer aReplicaOf(SentinelSet set) {
        RedisServer master = set.master();
        return set.servers().stream()
                .filter(server -> server != master)
                .findFirst()
                .orElseThrow();
    }

    private static TokenStore<AccessToken, RefreshToken, Login> store(
            UnifiedJedis client, RedisSettings settings, MapTokenStore database) {
        FaultPolicy soonAgain = FaultPolicy.defaults().withPatience(3, Duration.ofMillis(50));
        return CachingTokenStore.builder(
                        database,
                        new KitTokenModel(),
                        RedisCacheBackend.create(client, EntryFormat.plain(new KitCodec()), settings))
                .environment(CacheEnvironment.of("tokens").withFaults(soonAgain))
                .build();
    }

    @Test
    void aRemovalIsRefusedWhileAReplicaIsBehindAndIsMadeWhenItIsNot() {
        try (SentinelSet set = SentinelSet.start();
                UnifiedJedis client = client(set)) {
            MapTokenStore database = new MapTokenStore();
            database.storeAccessToken(TOKEN, Login.of("alice"));
            TokenStore<AccessToken, RefreshToken, Login> store = store(client, waitingFor(2, PATIENCE), database);
            assertThat(store.readAccessToken("token-1")).isEqualTo(TOKEN);

            RedisServer replica = aReplicaOf(set);
            replica.freeze();
            TokenStore<AccessToken, RefreshToken, Login> hasty =
                    store(client, waitingFor(2, Duration.ofMillis(100)), database);
            assertThatThrownBy(() -> hasty.removeAccessToken(TOKEN))
                    .isInstanceOfSatisfying(CacheWriteException.class, refused -> assertThat(refused.changed())
                            .isFalse())
                    .hasRootCauseMessage("Redis must have 2 replicas acknowledge a write within 100 ms, but 1 did;"
                            + " check that they are connected and not behind");
            assertThat(database.readAccessToken("token-1")).isEqualTo(TOKEN);
            assertThat(hasty.readAccessToken("token-1")).isEqualTo(TOKEN);

            replica.thaw();
            KitStores.insist(() -> store.removeAccessToken(TOKEN));
            assertThat(database.readAccessToken("token-1")).isNull();
            assertThat(store.readAccessToken("token-1")).isNull();
        }
    }

    /** Whichever is promoted: both have acknowledged the marks, of a name and of the members of a tag. */
    @Test
    void theReplicaThatIsPromotedHoldsTheMarks() {
        try (SentinelSet set = SentinelSet.start();
                UnifiedJedis client = client(set)) {
            RedisCacheBackend<String> backend = Samples.backend(client, waitingFor(2, PATIENCE), new FakeTime());
            assertThat(load(backend, ENTRY, fillOf("old", TAG))).isTrue();

            OpenWrite write = backend.begin(List.of(TAG, entry("other")), writer());
            assertThat(write.keys()).contains(ENTRY);
            RedisServer dead = set.killMaster();

            for (RedisServer server : set.servers()) {
                if (server != dead) {
                    try (Jedis replica = server.admin()) {
                        assertThat(replica.get(RedisKeys.of(ENTRY))[1]).isEqualTo((byte) 'P');
                        assertThat(replica.get(RedisKeys.of(entry("other")))[1]).isEqualTo((byte) 'P');
                    }
                }
            }
            set.awaitMasterOtherThan(dead);
            Eventually.until("the successor answers", () -> pendingIn(backend));
        }
    }

    private static boolean pendingIn(RedisCacheBackend<String> backend) {
        try {
            return see(backend, ENTRY).equals(new Cell.Pending<String>());
        } catch (CacheBackendException notYet) {
            return false;
        }
    }

    /** What a server does not know is run on another connection, for whose writes nobody waits. */
    @Test
    void aWriteWaitsAlsoWhenTheServerHasForgottenTheScripts() {
        try (SentinelSet set = SentinelSet.start();
                UnifiedJedis client = client(set);
                Jedis admin = set.master().admin()) {
            RedisCacheBackend<String> backend = Samples.backend(client, waitingFor(2, PATIENCE), new FakeTime());
            admin.scriptFlush();
            OpenWrite write = backend.begin(List.of(ENTRY), writer());
            assertThat(write.keys()).containsExactly(ENTRY);

            RedisServer replica = aReplicaOf(set);
            replica.freeze();
            admin.scriptFlush();
            RedisCacheBackend<String> hasty =
                    Samples.backend(client, waitingFor(2, Duration.ofMillis(100)), new FakeTime());
            assertThatThrownBy(() -> hasty.begin(List.of(entry("other")), writer()))
                    .isInstanceOf(CacheBackendException.class)
                    .hasMessageStartingWith("the test server must have 2 replicas");
            replica.thaw();
        }
    }

    @Test
    void aBeginThatTooFewAcknowledgeTakesBackWhatItAdded() {
        try (UnifiedJedis client = TestRedis.emptied()) {
            RedisCacheBackend<String> backend =
                    Samples.backend(client, waitingFor(1, Duration.ofMillis(10)), new FakeTime());
            load(backend, ENTRY, fillOf("old", TAG));

            assertThatThrownBy(() -> backend.begin(List.of(TAG), writer()))
                    .isInstanceOf(CacheBackendException.class)
                    .hasMessage("the test server must have 1 replicas acknowledge a write within 10 ms, but 0 did;"
                            + " check that they are connected and not behind");

            assertThat(see(backend, ENTRY)).isNotEqualTo(new Cell.Pending<String>());
            assertThat(client.zrange(RedisKeys.of(TAG), 0, -1)).noneMatch(member -> member[0] == 'w');
        }
    }

    @Test
    void inAClusterItIsRefusedBeforeAnythingIsSentAndByAForeignClientBeforeAnythingIsWritten() {
        try (RedisCluster cluster = RedisCluster.start();
                UnifiedJedis client = Clients.patient(cluster.addresses())) {
            RedisSettings settings = waitingFor(1, PATIENCE);
            String message = "replicas must be 0 in a Cluster, where WAIT cannot follow a redirection, but was 1";
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> RedisCacheBackend.create(client, Samples.FORMAT, settings))
                    .withMessage(message);

            RedisCacheBackend<String> unseen =
                    RedisCacheBackend.create("Redis", () -> client, Samples.FORMAT, settings);
            assertThatThrownBy(() -> unseen.begin(List.of(ENTRY), writer()))
                    .isInstanceOf(CacheBackendException.class)
                    .hasMessageContaining(message);
            assertThat(client.exists(RedisKeys.of(ENTRY))).isFalse();
        }
    }
}
