package io.github.tokencache.backends;

import io.github.tokencache.CoherentCacheBackend;
import io.github.tokencache.EntryCodec;
import io.github.tokencache.redis.RedisClients;
import io.github.tokencache.servers.RedisCluster;
import io.github.tokencache.servers.RedisOptions;
import io.github.tokencache.servers.RedisServer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import redis.clients.jedis.Jedis;

/**
 * The one Cluster of this JVM, whose slots move all the time. One of its masters dies during the schedule of the
 * {@value #VICTIM}th backend, when its replica is in step, and comes back as a replica.
 */
final class SharedCluster {
    private static final int VICTIM = 10;
    private static final int OPERATION = 3;
    /** So many that some are on every master. */
    private static final int PROBES = 64;

    /** A node that gets no processor for seconds is not dead. */
    private static final Duration NODE_TIMEOUT = Duration.ofSeconds(5);

    private final RedisCluster cluster = RedisCluster.start(RedisOptions.none(), NODE_TIMEOUT);
    private final RedisClients client = RedisClients.cluster(cluster.addresses(), SharedRedis.settings());
    private final MovingSlots slots = new MovingSlots(cluster);
    private final Gate gate = new Gate();
    private final AtomicInteger handedOut = new AtomicInteger();

    private SharedCluster() {
        slots.start();
    }

    private static final class Holder {
        private static final SharedCluster INSTANCE = new SharedCluster();
    }

    static SharedCluster get() {
        return Holder.INSTANCE;
    }

    /** There is one database only; so those handed out before lose what they have. */
    <V> CoherentCacheBackend<V> backend(EntryCodec<V> codec) {
        slots.between(this::empty);
        int changeAt = handedOut.incrementAndGet() == VICTIM ? OPERATION : 0;
        return new Gated<>(Shared.on(client, codec), gate, changeAt, this::loseAMaster);
    }

    int moved() {
        return slots.moved();
    }

    private void empty() {
        cluster.masters().forEach(master -> {
            try (Jedis admin = master.admin()) {
                admin.flushAll();
            }
        });
    }

    void loseAMaster() {
        slots.atRest(() -> {
            awaitReplicaOf(probe(0));
            RedisServer dead = cluster.killMasterOf(probe(0));
            cluster.awaitMasterOf(probe(0));
            IntStream.range(0, PROBES).mapToObj(SharedCluster::probe).forEach(this::awaitAnswer);
            dead.restart();
            Eventually.until("the return of the dead one", () -> isReplica(dead));
        });
    }

    private static String probe(int number) {
        return "probe-" + number;
    }

    private void awaitReplicaOf(String key) {
        RedisServer master = cluster.masterOf(key);
        Eventually.until("the replica's being in step", () -> {
            try (Jedis admin = master.admin()) {
                admin.set(key, "in step");
                return admin.waitReplicas(1, 1_000) == 1;
            }
        });
    }

    private void awaitAnswer(String key) {
        Eventually.until("an answer of the successor", () -> {
            client.get().set(key, "answered");
            return true;
        });
    }

    private static boolean isReplica(RedisServer server) {
        try (Jedis admin = server.admin()) {
            return admin.role().get(0).equals("slave");
        }
    }
}
