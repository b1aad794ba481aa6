package io.github.tokencache.backends;

import io.github.tokencache.servers.RedisCluster;
import io.github.tokencache.servers.RedisServer;
import io.github.tokencache.servers.SlotMigration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.util.JedisClusterCRC16;

/** Moves slots that have keys from master to master, again and again, in a thread of its own. Thread-safe. */
final class MovingSlots {
    private static final int AT_ONCE = 4;
    private static final long PACE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private final RedisCluster cluster;
    private final List<SlotMigration> moving = new ArrayList<>();
    private boolean keysMoved;
    private int moved;
    private @Nullable RuntimeException failure;

    MovingSlots(RedisCluster cluster) {
        this.cluster = cluster;
    }

    void start() {
        Thread thread = new Thread(this::run, "moving slots");
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        try {
            while (true) {
                step();
                LockSupport.parkNanos(PACE_NANOS);
            }
        } catch (RuntimeException e) {
            fail(e);
        }
    }

    private synchronized void fail(RuntimeException e) {
        failure = e;
    }

    private synchronized void step() {
        if (moving.isEmpty()) {
            keysInUse().stream().limit(AT_ONCE).map(cluster::startMigration).forEach(moving::add);
            keysMoved = false;
        } else if (!keysMoved) {
            moving.forEach(SlotMigration::moveKeys);
            keysMoved = true;
        } else {
            arrive();
        }
    }

    private void arrive() {
        moving.forEach(SlotMigration::finish);
        moved += moving.size();
        moving.clear();
    }

    /** A key of each slot that has keys. */
    private Collection<String> keysInUse() {
        Map<Integer, String> keys = new HashMap<>();
        for (RedisServer master : cluster.masters()) {
            try (Jedis admin = master.admin()) {
                admin.keys("tc1:*").forEach(key -> keys.put(JedisClusterCRC16.getSlot(key), key));
            }
        }
        List<String> chosen = new ArrayList<>(keys.values());
        Collections.shuffle(chosen, new Random(moved));
        return chosen;
    }

    /** How many have arrived. */
    synchronized int moved() {
        return moved;
    }

    /** Does something that no slot may move during; it may be on its way. */
    synchronized void between(Runnable work) {
        if (failure != null) {
            throw new IllegalStateException("slots must move, but no longer do", failure);
        }
        work.run();
    }

    /** Does something while every slot has arrived. */
    synchronized void atRest(Runnable work) {
        between(() -> {
            arrive();
            work.run();
        });
    }
}
