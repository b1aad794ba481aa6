package io.github.tokencache.servers;

import java.time.Duration;
import java.util.List;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.params.MigrateParams;

/** A slot on its way from one master to another. Not thread-safe. */
public final class SlotMigration {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int AT_ONCE = 100;
    private static final int TIMEOUT_MILLIS = 5_000;

    private final int slot;
    private final RedisServer source;
    private final RedisServer target;
    private final List<RedisServer> masters;

    private SlotMigration(int slot, RedisServer source, RedisServer target, List<RedisServer> masters) {
        this.slot = slot;
        this.source = source;
        this.target = target;
        this.masters = masters;
    }

    static SlotMigration start(int slot, RedisServer source, RedisServer target, List<RedisServer> masters) {
        try (Jedis to = target.admin();
                Jedis from = source.admin()) {
            to.clusterSetSlotImporting(slot, RedisCluster.id(source));
            from.clusterSetSlotMigrating(slot, RedisCluster.id(target));
        }
        return new SlotMigration(slot, source, target, masters);
    }

    /** Moves the keys that the slot has now; keys that are written from here on are written to the target. */
    public void moveKeys() {
        MigrateParams asAdmin = MigrateParams.migrateParams().auth2(RedisServer.ADMIN, RedisServer.ADMIN);
        try (Jedis from = source.admin()) {
            List<String> keys = from.clusterGetKeysInSlot(slot, AT_ONCE);
            while (!keys.isEmpty()) {
                from.migrate(target.host(), target.plainPort(), TIMEOUT_MILLIS, asAdmin, keys.toArray(String[]::new));
                keys = from.clusterGetKeysInSlot(slot, AT_ONCE);
            }
        }
    }

    /**
     * Makes the target the owner, after all keys have moved.
     *
     * <p>The target takes an epoch above all that it knows. Had it not heard of the source's last one, the source's would
     * stay above it, and a claim that the source sent just before it is told here would make the target give the slot back
     * to a node that no longer wants it: for ever without an owner.
     */
    public void finish() {
        moveKeys();
        Await.until("the target's knowledge of the source's epoch", PATIENCE, this::targetKnowsTheSource);
        String owner = RedisCluster.id(target);
        assign(target, owner);
        assign(source, owner);
        masters.forEach(node -> assign(node, owner));
    }

    /** Two that took the same epoch at once come to terms by themselves. */
    private boolean targetKnowsTheSource() {
        ClusterView.Member from = ClusterView.of(source).self();
        ClusterView known = ClusterView.of(target);
        return known.self().epoch() != from.epoch()
                && known.node(from.id())
                        .filter(seen -> seen.epoch() == from.epoch())
                        .isPresent();
    }

    private void assign(RedisServer node, String owner) {
        try (Jedis admin = node.admin()) {
            admin.clusterSetSlotNode(slot, owner);
        }
    }

    /**
     * Where it goes.
     *
     * @return the new owner
     */
    public RedisServer target() {
        return target;
    }
}
