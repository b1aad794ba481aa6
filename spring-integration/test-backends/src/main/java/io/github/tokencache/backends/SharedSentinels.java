package io.github.tokencache.backends;

import io.github.tokencache.CoherentCacheBackend;
import io.github.tokencache.EntryCodec;
import io.github.tokencache.redis.RedisClients;
import io.github.tokencache.servers.RedisOptions;
import io.github.tokencache.servers.RedisServer;
import io.github.tokencache.servers.SentinelSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import redis.clients.jedis.Jedis;

/**
 * The one set of this JVM. One of {@value #EVERY} backends sees an ordered failover during its schedule, at a later
 * operation each time: the replicas are in step and nothing is lost.
 */
final class SharedSentinels {
    private static final int DATABASES = 8;
    private static final int EVERY = 30;
    private static final int OPERATIONS = 6;
    private static final int REPLICAS = 2;
    private static final String PROBE = "probe";

    private final SentinelSet set = SentinelSet.start(RedisOptions.none().with("databases", String.valueOf(DATABASES)));
    private final List<RedisClients> clients = IntStream.range(0, DATABASES)
            .mapToObj(number -> RedisClients.sentinel(
                    SentinelSet.MASTER_NAME,
                    set.addresses(),
                    SharedRedis.settings().withDatabase(number)))
            .toList();
    private final Gate gate = new Gate();
    private final AtomicInteger handedOut = new AtomicInteger();
    private final AtomicInteger failovers = new AtomicInteger();

    private SharedSentinels() {}

    private static final class Holder {
        private static final SharedSentinels INSTANCE = new SharedSentinels();
    }

    static SharedSentinels get() {
        return Holder.INSTANCE;
    }

    <V> CoherentCacheBackend<V> backend(EntryCodec<V> codec) {
        int number = handedOut.getAndIncrement();
        RedisClients database = clients.get(Math.floorMod(number, DATABASES));
        database.get().flushDB();
        int changeAt = number % EVERY == EVERY - 1 ? 2 + number / EVERY % OPERATIONS : 0;
        return new Gated<>(Shared.on(database, codec), gate, changeAt, this::failOver);
    }

    int failovers() {
        return failovers.get();
    }

    void failOver() {
        String mark = "failover " + failovers.incrementAndGet();
        awaitReplicas(set.master(), mark);
        RedisServer successor = set.failover();
        for (int number = 0; number < DATABASES; number++) {
            int database = number;
            Eventually.until("the client's way to the successor", () -> isLed(database, successor, mark));
        }
    }

    private static void awaitReplicas(RedisServer master, String mark) {
        Eventually.until("the replicas' being in step", () -> {
            try (Jedis admin = master.admin()) {
                admin.set(PROBE, mark);
                return admin.waitReplicas(REPLICAS, 1_000) == REPLICAS;
            }
        });
    }

    private boolean isLed(int database, RedisServer successor, String mark) {
        clients.get(database).get().set(PROBE, mark + " of " + database);
        try (Jedis admin = successor.admin()) {
            admin.select(database);
            return (mark + " of " + database).equals(admin.get(PROBE));
        }
    }
}
