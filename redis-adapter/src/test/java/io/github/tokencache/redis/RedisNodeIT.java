package io.github.tokencache.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tokencache.CacheBackend;
import io.github.tokencache.Cell;
import io.github.tokencache.OpenWrite;
import io.github.tokencache.TokenKey;
import io.github.tokencache.servers.Link;
import io.github.tokencache.servers.RedisServer;
import io.github.tokencache.testkit.ReferenceBackend;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.JedisPubSub;
import redis.clients.jedis.RedisClient;

/**
 * Nodes on a real Redis, whose links are frozen and cut and which is killed. The shared cells are in this process, so that
 * what fails here are the messages and the list of nodes alone.
 */
class RedisNodeIT {
    private static final Duration LEASE = Duration.ofMillis(1500);
    private static final TokenKey TOKEN = Names.entry("token");

    private final RedisServer redis = RedisServer.start();
    private final List<AutoCloseable> opened = new ArrayList<>();
    private final CacheBackend<String> shared = new ReferenceBackend<>(System::nanoTime, 100);
    private final List<RedisNode> nodes = new ArrayList<>();
    private volatile String row = "live";

    @AfterEach
    void stop() throws Exception {
        nodes.forEach(RedisNode::close);
        for (AutoCloseable resource : opened) {
            resource.close();
        }
        redis.close();
        assertThat(threads()).isEmpty();
    }

    private static Set<String> threads() {
        Eventually.until("the threads of the nodes end", () -> nodeThreads().isEmpty());
        return nodeThreads();
    }

    private static Set<String> nodeThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("tokencache-"))
                .collect(Collectors.toSet());
    }

    private Link link() {
        Link link = Link.to(redis);
        opened.add(link);
        return link;
    }

    private RedisClient client(Link link) {
        RedisClient client = Clients.hasty(link.address());
        opened.add(0, client);
        return client;
    }

    private RedisNode node(Link link) {
        RedisNode node =
                RedisNode.start(client(link), RedisNodeSettings.ofChannel("it").withNearLease(LEASE));
        nodes.add(node);
        return node;
    }

    private TwoLevelCacheBackend<String> backend(RedisNode node) {
        return TwoLevelCacheBackend.create(shared, node, 100);
    }

    private static void awaitServing(RedisNode... nodes) {
        for (RedisNode node : nodes) {
            Eventually.until(
                    node + " serves and sees the others",
                    () -> node.statistics().serving() && node.statistics().otherNodes() >= nodes.length - 1);
        }
    }

    private String read(CacheBackend<String> node) {
        return Names.see(node, TOKEN) instanceof Cell.Value<String> value ? value.value() : row;
    }

    private Duration revoke(CacheBackend<String> node) {
        long start = System.nanoTime();
        OpenWrite write = Names.begin(node, TOKEN);
        row = "gone";
        Names.commit(node, write);
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /** Reads until the answer came from memory. */
    private void warm(TwoLevelCacheBackend<String> node) {
        row = "live";
        Names.load(node, TOKEN, "live");
        long hits = node.statistics().nearHits();
        Eventually.until("a hit in memory", () -> {
            read(node);
            return node.statistics().nearHits() > hits;
        });
    }

    @Test
    void aRevokeIsFinalAtOnceOnAllNodes() {
        RedisNode one = node(link());
        RedisNode two = node(link());
        TwoLevelCacheBackend<String> a = backend(one);
        TwoLevelCacheBackend<String> b = backend(two);
        awaitServing(one, two);
        warm(b);

        assertThat(revoke(a)).isLessThan(LEASE);

        assertThat(read(b)).isEqualTo("gone");
        assertThat(one.statistics().acknowledged()).isEqualTo(1);
        assertThat(two.statistics().received()).isEqualTo(1);
    }

    @Test
    void aFrozenNodeDelaysARevokeByItsLeaseAndServesNothingThen() {
        Link link = link();
        RedisNode one = node(link());
        RedisNode two = node(link);
        TwoLevelCacheBackend<String> a = backend(one);
        TwoLevelCacheBackend<String> b = backend(two);
        awaitServing(one, two);
        warm(b);

        link.freeze();
        assertThat(revoke(a)).isBetween(LEASE, LEASE.plusSeconds(1));

        assertThat(read(b)).isEqualTo("gone");
        assertThat(two.statistics().serving()).isFalse();
        assertThat(one.statistics().timedOut()).isEqualTo(1);
    }

    @Test
    void aFrozenSubscriptionIsFoundAndRenewed() {
        Link link = link();
        RedisNode one = node(link());
        RedisNode two = node(link);
        awaitServing(one, two);

        link.freeze();
        Eventually.until("the subscription is given up", () -> !two.statistics().subscribed());
        link.cut();
        link.thaw();

        awaitServing(one, two);
        TwoLevelCacheBackend<String> b = backend(two);
        warm(b);
        assertThat(revoke(backend(one))).isLessThan(LEASE);
        assertThat(read(b)).isEqualTo("gone");
        assertThat(two.statistics().subscriptionsLost()).isPositive();
    }

    @Test
    void cutConnectionsAreReplaced() {
        Link link = link();
        RedisNode node = node(link);
        awaitServing(node);

        link.cut();
        Eventually.until("the loss is seen", () -> node.statistics().subscriptionsLost() == 1);

        assertThat(node.statistics().serving()).isFalse();
        awaitServing(node);
    }

    @Test
    void whenRedisIsKilledNobodyServesFromMemoryAndARevokeTakesTheLease() {
        RedisNode one = node(link());
        RedisNode two = node(link());
        TwoLevelCacheBackend<String> a = backend(one);
        TwoLevelCacheBackend<String> b = backend(two);
        awaitServing(one, two);
        warm(b);

        redis.kill();
        assertThat(revoke(a)).isGreaterThanOrEqualTo(LEASE);
        assertThat(read(b)).isEqualTo("gone");
        Eventually.until(
                "both see the loss",
                () -> !one.statistics().subscribed() && !two.statistics().subscribed());

        redis.restartEmpty();
        row = "live";
        Names.load(shared, TOKEN, "live");
        assertThat(revoke(a)).as("the list is not complete yet").isGreaterThanOrEqualTo(LEASE);
        assertThat(read(b)).isEqualTo("gone");
        awaitServing(one, two);
        warm(b);
        assertThat(revoke(a)).isLessThan(LEASE);
        assertThat(read(b)).isEqualTo("gone");
    }

    @Test
    void aNodeStartsWithoutRedis() {
        redis.kill();
        RedisNode node = node(link());
        Eventually.until("a first try", () -> node.statistics().faults() > 0);
        assertThat(node.statistics().serving()).isFalse();

        redis.restartEmpty();

        awaitServing(node);
    }

    @Test
    void aNodeThatIsClosedIsNotWaitedFor() {
        RedisNode one = node(link());
        RedisNode two = node(link());
        awaitServing(one, two);

        two.close();

        assertThat(client(link()).zcard("tc1:nodes:it")).isEqualTo(1);
        assertThat(revoke(backend(one))).isLessThan(LEASE);
    }

    @Test
    void aNodeThatDiedIsStruckOut() {
        RedisNode node = node(link());
        awaitServing(node);
        client(link()).zadd("tc1:nodes:it", 5, "00000000000000ff:500");
        assertThat(revoke(backend(node))).isBetween(Duration.ofMillis(500), LEASE);

        Eventually.until("it is struck out", () -> client(link()).zcard("tc1:nodes:it") == 1);

        assertThat(revoke(backend(node))).isLessThan(LEASE);
    }

    @Test
    void theListDoesNotStayForEver() {
        awaitServing(node(link()));
        assertThat(client(link()).ttl("tc1:nodes:it")).isBetween(3_000L, 3_600L);
    }

    @Test
    void oneNodeServesSeveralBackends() {
        RedisNode one = node(link());
        RedisNode two = node(link());
        TwoLevelCacheBackend<String> tokens = backend(two);
        TwoLevelCacheBackend<String> clients =
                TwoLevelCacheBackend.create(new ReferenceBackend<>(System::nanoTime, 100), two, 100);
        awaitServing(one, two);
        warm(tokens);
        warm(clients);

        revoke(backend(one));

        assertThat(read(tokens)).isEqualTo("gone");
        assertThat(two.statistics().received()).isEqualTo(1);
    }

    @Test
    void messagesNameDigestsOnly() throws InterruptedException {
        RedisNode node = node(link());
        awaitServing(node);
        List<String> heard = new ArrayList<>();
        Thread listener = listen(heard);

        TwoLevelCacheBackend<String> backend = backend(node);
        Eventually.until("a message is heard", () -> {
            Names.commit(backend, Names.begin(backend, Names.entry("raw-token-value")));
            return heard.size() > 0;
        });
        listener.join();

        assertThat(heard.get(0)).doesNotContain("raw-token-value").endsWith("e:" + Names.entry("raw-token-value"));
    }

    private Thread listen(List<String> heard) {
        Thread thread = new Thread(() -> client(link())
                .subscribe(
                        new JedisPubSub() {
                            @Override
                            public void onMessage(String channel, String message) {
                                heard.add(message);
                                unsubscribe();
                            }
                        },
                        "tc1:near:it"));
        thread.start();
        return thread;
    }

    /** Every store of the row is a new version; a read that starts after a revoke has returned must not yield an older. */
    @Test
    void readersOnAnotherNodeNeverSeeWhatIsRevokedWhileItsLinkFreezes() throws InterruptedException {
        Link link = link();
        RedisNode one = node(link());
        RedisNode two = node(link);
        awaitServing(one, two);
        VersionHunt hunt = new VersionHunt(backend(one), backend(two), TOKEN);

        hunt.run(Duration.ofSeconds(2));
        link.freeze();
        hunt.run(Duration.ofSeconds(2));
        link.cut();
        link.thaw();
        hunt.run(Duration.ofSeconds(3));

        assertThat(hunt.violations()).isEmpty();
        System.out.printf("%s, %s%n", hunt, one.statistics());
        assertThat(hunt.reads()).isPositive();
    }
}
