package io.github.tokencache.servers;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.util.JedisClusterCRC16;

/**
 * Three masters with a replica each. A replica takes over only from a master that was killed by {@link #killMasterOf}, and
 * not from one that is slow or frozen. Not thread-safe.
 */
public final class RedisCluster implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String NO_FAILOVER = "cluster-replica-no-failover";
    private static final int MASTERS = 3;
    private static final int SLOTS = 16_384;

    private final List<RedisServer> nodes = new ArrayList<>();

    private RedisCluster(RedisOptions options, Duration nodeTimeout) {
        RedisOptions clustered = options.with("cluster-enabled", "yes")
                .with("cluster-node-timeout", String.valueOf(nodeTimeout.toMillis()))
                .with("cluster-replica-validity-factor", "0")
                .with(NO_FAILOVER, "yes");
        for (int i = 0; i < 2 * MASTERS; i++) {
            nodes.add(RedisServer.start(clustered));
        }
        shareSlots();
        meet();
        replicate();
        Await.until("the cluster", PATIENCE, this::isComplete);
    }

    /**
     * A cluster without passwords.
     *
     * @return the cluster, ready for a failover
     */
    public static RedisCluster start() {
        return start(RedisOptions.none());
    }

    /**
     * A cluster.
     *
     * @param options those of every node
     * @return the cluster, ready for a failover
     */
    public static RedisCluster start(RedisOptions options) {
        return start(options, Duration.ofSeconds(1));
    }

    /**
     * A cluster.
     *
     * @param options those of every node
     * @param nodeTimeout after how long a silent node is taken for dead; a busy machine is silent for seconds
     * @return the cluster, ready for a failover
     */
    public static RedisCluster start(RedisOptions options, Duration nodeTimeout) {
        return new RedisCluster(options, nodeTimeout);
    }

    private void shareSlots() {
        for (int i = 0; i < nodes.size(); i++) {
            try (Jedis node = nodes.get(i).admin()) {
                node.clusterSetConfigEpoch(i + 1L);
                if (i < MASTERS) {
                    node.clusterAddSlotsRange(SLOTS * i / MASTERS, SLOTS * (i + 1) / MASTERS - 1);
                }
            }
        }
    }

    /** By a command of our own, since the one of Jedis has no port of the bus. */
    private void meet() {
        try (Jedis first = nodes.get(0).admin()) {
            for (RedisServer node : nodes) {
                String port = String.valueOf(node.plainPort());
                first.sendCommand(
                        Protocol.Command.CLUSTER, "MEET", Ports.HOST, port, String.valueOf(node.clusterPort()));
            }
        }
        Await.until(
                "the nodes' meeting",
                PATIENCE,
                () -> all(node -> node.clusterNodes()
                                .lines()
                                .filter(line -> !line.contains("handshake"))
                                .count()
                        == nodes.size()));
    }

    private void replicate() {
        for (int i = 0; i < MASTERS; i++) {
            String master = id(nodes.get(i));
            try (Jedis replica = nodes.get(MASTERS + i).admin()) {
                replica.clusterReplicate(master);
            }
        }
    }

    private boolean isComplete() {
        return isUp()
                && all(node -> !node.info("replication").contains("master_link_status:down"))
                && all(node -> node.clusterNodes()
                                .lines()
                                .filter(line -> line.contains("slave"))
                                .count()
                        == MASTERS);
    }

    private boolean isUp() {
        return all(node -> node.clusterInfo().contains("cluster_state:ok"));
    }

    /** Whether all responsive nodes say so. */
    private boolean all(Predicate<Jedis> question) {
        return nodes.stream().filter(RedisServer::isResponsive).allMatch(node -> {
            try (Jedis admin = node.admin()) {
                return question.test(admin);
            } catch (JedisException notYet) {
                return false;
            }
        });
    }

    static String id(RedisServer node) {
        try (Jedis admin = node.admin()) {
            return admin.clusterMyId();
        }
    }

    /**
     * Where the nodes listen.
     *
     * @return their addresses, also of dead ones
     */
    public Set<HostAndPort> addresses() {
        return nodes.stream().map(RedisServer::address).collect(Collectors.toUnmodifiableSet());
    }

    /**
     * All nodes.
     *
     * @return masters and replicas, also dead ones
     */
    public List<RedisServer> nodes() {
        return List.copyOf(nodes);
    }

    /**
     * The masters.
     *
     * @return those that run, are not frozen and have slots
     */
    public List<RedisServer> masters() {
        return nodes.stream()
                .filter(RedisServer::isResponsive)
                .filter(node -> !ClusterView.of(node).self().slots().isEmpty())
                .toList();
    }

    /**
     * The master of a key.
     *
     * @param key the key
     * @return the node that runs, is not frozen and owns the key's slot, as all such nodes say
     */
    public RedisServer masterOf(String key) {
        int slot = JedisClusterCRC16.getSlot(key);
        Await.until("agreement on the owner of slot " + slot, PATIENCE, () -> owner(slot) != null);
        RedisServer owner = owner(slot);
        if (owner == null) {
            throw new IllegalStateException("slot " + slot + " must have an owner, but has none any more");
        }
        return owner;
    }

    private @Nullable RedisServer owner(int slot) {
        List<RedisServer> responsive =
                nodes.stream().filter(RedisServer::isResponsive).toList();
        List<ClusterView> views = responsive.stream().map(ClusterView::of).toList();
        List<String> owners = views.stream()
                .map(view -> view.ownerOf(slot).map(ClusterView.Member::id).orElse(""))
                .distinct()
                .toList();
        return owners.size() != 1
                ? null
                : IntStream.range(0, views.size())
                        .filter(i -> views.get(i).self().id().equals(owners.get(0)))
                        .mapToObj(responsive::get)
                        .findAny()
                        .orElse(null);
    }

    /**
     * Begins to move the slot of a key to another master; until it is finished, keys of that slot are answered with ASK by
     * one and taken by the other.
     *
     * @param key the key
     * @return the migration
     */
    public SlotMigration startMigration(String key) {
        RedisServer source = masterOf(key);
        RedisServer target =
                masters().stream().filter(node -> node != source).findFirst().orElseThrow();
        return SlotMigration.start(JedisClusterCRC16.getSlot(key), source, target, masters());
    }

    /**
     * Kills the master of a key and returns at once; its replica takes over by itself.
     *
     * @param key the key
     * @return the dead one
     */
    public RedisServer killMasterOf(String key) {
        RedisServer master = masterOf(key);
        setNoFailover("no");
        master.kill();
        return master;
    }

    /**
     * Waits until another node is the master of a key and all nodes say that the cluster is up.
     *
     * @param key the key
     * @return the new master
     */
    public RedisServer awaitMasterOf(String key) {
        RedisServer master = masterOf(key);
        Await.until("the cluster's recovery", PATIENCE, this::isUp);
        setNoFailover("yes");
        return master;
    }

    private void setNoFailover(String value) {
        nodes.stream().filter(RedisServer::isResponsive).forEach(node -> {
            try (Jedis admin = node.admin()) {
                admin.configSet(NO_FAILOVER, value);
            }
        });
    }

    /** Ends all of them. */
    @Override
    public void close() {
        nodes.forEach(RedisServer::close);
    }

    @Override
    public String toString() {
        return "cluster at " + addresses();
    }
}
