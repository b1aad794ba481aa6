package io.github.tokencache.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tokencache.CacheBackend;
import io.github.tokencache.Cell;
import io.github.tokencache.EntryFormat;
import io.github.tokencache.OpenWrite;
import io.github.tokencache.TokenKey;
import io.github.tokencache.servers.Link;
import io.github.tokencache.servers.RedisCluster;
import io.github.tokencache.servers.RedisServer;
import io.github.tokencache.servers.SentinelSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.UnifiedJedis;

/** Two nodes whose cells are in Redis too: on one server, behind Sentinels, in a Cluster. */
class TwoLevelOnRedisIT {
    private static final Duration LEASE = Duration.ofSeconds(1);
    private static final TokenKey TOKEN = Names.entry("token");

    private final List<AutoCloseable> opened = new ArrayList<>();
    private volatile String row = "live";

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable resource : opened) {
            resource.close();
        }
    }

    private <T extends AutoCloseable> T closing(T resource) {
        opened.add(0, resource);
        return resource;
    }

    private Node node(UnifiedJedis client) {
        closing(client);
        RedisNode node = closing(
                RedisNode.start(client, RedisNodeSettings.ofChannel("it").withNearLease(LEASE)));
        RedisCacheBackend<String> shared =
                RedisCacheBackend.create(client, EntryFormat.plain(new TextCodec(9)), RedisSettings.defaults());
        return new Node(node, TwoLevelCacheBackend.create(shared, node, 100));
    }

    private record Node(RedisNode node, TwoLevelCacheBackend<String> backend) {

        void awaitServing() {
            Eventually.until(
                    node + " serves and sees the other",
                    () -> node.statistics().serving() && node.statistics().otherNodes() == 1);
        }
    }

    private static void awaitServing(Node... nodes) {
        List.of(nodes).forEach(Node::awaitServing);
    }

    private String read(CacheBackend<String> node) {
        return Names.see(node, TOKEN) instanceof Cell.Value<String> value ? value.value() : row;
    }

    private void revoke(CacheBackend<String> node) {
        OpenWrite write = Names.begin(node, TOKEN);
        row = "gone";
        Names.commit(node, write);
    }

    /** Reads until the answer came from memory. */
    private void warm(TwoLevelCacheBackend<String> node) {
        row = "live";
        long hits = node.statistics().nearHits();
        Eventually.until("a hit in memory", () -> {
            Names.load(node, TOKEN, "live");
            return node.statistics().nearHits() > hits;
        });
    }

    private void assertThatARevokeIsFinalAtOnce(Node a, Node b) {
        warm(b.backend());
        long acknowledged = a.node().statistics().acknowledged();
        revoke(a.backend());
        assertThat(read(b.backend())).isEqualTo("gone");
        assertThat(read(a.backend())).isEqualTo("gone");
        assertThat(a.node().statistics().acknowledged()).isEqualTo(acknowledged + 1);
    }

    /** Redis restarts empty between commit and end, and the other node has time to fill the old row again. */
    @Test
    void aWriteThatRedisHasForgottenIsFinalAllTheSame() {
        RedisServer server = closing(RedisServer.start());
        Node a = node(Clients.hasty(server.address()));
        Node b = node(Clients.hasty(server.address()));
        awaitServing(a, b);

        OpenWrite write = Names.begin(a.backend(), TOKEN);
        server.restartEmpty();
        awaitServing(a, b);
        warm(b.backend());
        row = "gone";
        Names.commit(a.backend(), write);

        assertThat(read(b.backend())).isEqualTo("gone");
        assertThat(a.backend().statistics().lateEnds()).isEqualTo(1);
    }

    @Test
    void anUndisturbedWriteTellsTheOthersOnce() {
        RedisServer server = closing(RedisServer.start());
        Node a = node(Clients.hasty(server.address()));
        Node b = node(Clients.hasty(server.address()));
        awaitServing(a, b);
        assertThatARevokeIsFinalAtOnce(a, b);
        assertThat(a.backend().statistics().lateEnds()).isZero();
    }

    /** Frozen and cut links, a frozen server, one that is killed and comes back empty. */
    @Test
    void readersNeverSeeWhatIsRevokedWhateverHappensToRedis() throws InterruptedException {
        RedisServer server = closing(RedisServer.start());
        Link link = closing(Link.to(server));
        Node a = node(Clients.hasty(server.address()));
        Node b = node(Clients.hasty(link.address()));
        awaitServing(a, b);
        VersionHunt hunt = new VersionHunt(a.backend(), b.backend(), TOKEN);
        Duration span = Duration.ofMillis(1500);

        hunt.run(span);
        link.freeze();
        hunt.run(span);
        link.thaw();
        hunt.run(span);
        hunt.during(span, link::cut);
        hunt.during(span.multipliedBy(2), () -> freezeUntilItIsFelt(server, hunt));
        hunt.during(span.multipliedBy(2), server::restartEmpty);
        awaitServing(a, b);
        hunt.run(span);

        System.out.println(
                hunt + ", " + a.node().statistics() + ", " + b.backend().statistics());
        assertThat(hunt.violations()).isEmpty();
    }

    private static void freezeUntilItIsFelt(RedisServer server, VersionHunt hunt) {
        server.freeze();
        try {
            hunt.awaitFaults(5);
        } finally {
            server.thaw();
        }
    }

    @Test
    void nodesFollowAFailoverOfSentinels() {
        SentinelSet set = closing(SentinelSet.start());
        Node a = node(Clients.hasty(SentinelSet.MASTER_NAME, set.addresses()));
        Node b = node(Clients.hasty(SentinelSet.MASTER_NAME, set.addresses()));
        awaitServing(a, b);
        assertThatARevokeIsFinalAtOnce(a, b);

        RedisServer old = set.killMaster();
        set.awaitMasterOtherThan(old);
        Eventually.until(
                "the loss is seen",
                () -> a.node().statistics().subscriptionsLost() > 0
                        && b.node().statistics().subscriptionsLost() > 0);
        awaitServing(a, b);

        assertThatARevokeIsFinalAtOnce(a, b);
    }

    @Test
    void nodesHearEachOtherInAClusterAndFollowTheDeathOfAMaster() {
        RedisCluster cluster = closing(RedisCluster.start());
        Node a = node(Clients.hasty(cluster.addresses()));
        Node b = node(Clients.hasty(cluster.addresses()));
        awaitServing(a, b);
        assertThatARevokeIsFinalAtOnce(a, b);

        cluster.killMasterOf("tc1:nodes:it");
        cluster.awaitMasterOf("tc1:nodes:it");
        Eventually.until(
                "the loss is seen",
                () -> a.node().statistics().subscriptionsLost() > 0
                        && b.node().statistics().subscriptionsLost() > 0);
        awaitServing(a, b);

        assertThatARevokeIsFinalAtOnce(a, b);
    }
}
