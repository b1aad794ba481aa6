package io.github.tokencache.servers;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisException;

/** A master with two replicas under three Sentinels, which need about two seconds for a failover. Not thread-safe. */
public final class SentinelSet implements AutoCloseable {
    /** What the Sentinels call the master. */
    public static final String MASTER_NAME = "mymaster";

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int REPLICAS = 2;
    private static final int SENTINELS = 3;
    private static final int QUORUM = 2;

    private final List<RedisServer> servers = new ArrayList<>();
    private final List<RedisServer> sentinels = new ArrayList<>();

    private SentinelSet(RedisOptions options) {
        RedisServer first = RedisServer.start(options);
        servers.add(first);
        for (int i = 0; i < REPLICAS; i++) {
            servers.add(RedisServer.start(options.asReplicaOf(first)));
        }
        Await.until("replication", PATIENCE, () -> onlineReplicas(first) == REPLICAS);
        for (int i = 0; i < SENTINELS; i++) {
            sentinels.add(RedisServer.sentinel(watching(first)));
        }
        Await.until("the Sentinels' meeting", PATIENCE, this::isComplete);
    }

    /**
     * A set without passwords.
     *
     * @return the set, ready for a failover
     */
    public static SentinelSet start() {
        return start(RedisOptions.none());
    }

    /**
     * A set.
     *
     * @param options those of the master and of its replicas; the Sentinels have no password
     * @return the set, ready for a failover
     */
    public static SentinelSet start(RedisOptions options) {
        return new SentinelSet(options);
    }

    private static RedisOptions watching(RedisServer master) {
        String port = String.valueOf(master.plainPort());
        return RedisOptions.none()
                .with("sentinel", "monitor", MASTER_NAME, Ports.HOST, port, String.valueOf(QUORUM))
                .with("sentinel", "auth-user", MASTER_NAME, RedisServer.ADMIN)
                .with("sentinel", "auth-pass", MASTER_NAME, RedisServer.ADMIN)
                .with("sentinel", "down-after-milliseconds", MASTER_NAME, "500")
                .with("sentinel", "failover-timeout", MASTER_NAME, "3000")
                .with("sentinel", "parallel-syncs", MASTER_NAME, "2");
    }

    private static int onlineReplicas(RedisServer master) {
        try (Jedis admin = master.admin()) {
            return Collections.frequency(states(admin.info("replication")), "online");
        }
    }

    private static List<String> states(String info) {
        return info.lines()
                .filter(line -> line.startsWith("slave") && line.contains("state="))
                .map(line -> line.replaceAll(".*state=([a-z_]+).*", "$1"))
                .toList();
    }

    private boolean isComplete() {
        return all(sentinel -> sentinel.sentinelReplicas(MASTER_NAME).size() == REPLICAS
                && sentinel.sentinelSentinels(MASTER_NAME).size() == SENTINELS - 1);
    }

    /** Whether all responsive Sentinels say so. */
    private boolean all(Predicate<Jedis> question) {
        return sentinels.stream().filter(RedisServer::isResponsive).allMatch(sentinel -> {
            try (Jedis jedis = sentinel.admin()) {
                return question.test(jedis);
            } catch (JedisException notYet) {
                return false;
            }
        });
    }

    /**
     * Where the Sentinels listen.
     *
     * @return their addresses
     */
    public Set<HostAndPort> addresses() {
        return sentinels.stream().map(RedisServer::address).collect(Collectors.toUnmodifiableSet());
    }

    /**
     * The master and its replicas, also dead ones.
     *
     * @return the servers
     */
    public List<RedisServer> servers() {
        return List.copyOf(servers);
    }

    /**
     * The Sentinels.
     *
     * @return the Sentinels
     */
    public List<RedisServer> sentinels() {
        return List.copyOf(sentinels);
    }

    /**
     * The one that all Sentinels take for the master; it may have died since.
     *
     * @return the master
     */
    public RedisServer master() {
        Await.until("the Sentinels' agreement", PATIENCE, () -> agreed() != null);
        RedisServer master = agreed();
        if (master == null) {
            throw new IllegalStateException("the Sentinels must agree, but no longer do");
        }
        return master;
    }

    private @Nullable RedisServer agreed() {
        return servers.stream()
                .filter(server -> all(sentinel -> names(sentinel, server)))
                .findAny()
                .orElse(null);
    }

    private static boolean names(Jedis sentinel, RedisServer server) {
        List<String> address = sentinel.sentinelGetMasterAddrByName(MASTER_NAME);
        return address != null && address.get(1).equals(String.valueOf(server.plainPort()));
    }

    /**
     * Lets the Sentinels make a replica the master while the master runs, and waits until all agree.
     *
     * @return the new master
     */
    public RedisServer failover() {
        RedisServer old = master();
        Await.until("the start of the failover", PATIENCE, this::askForFailover);
        return awaitMasterOtherThan(old);
    }

    private boolean askForFailover() {
        try (Jedis sentinel = sentinels.get(0).admin()) {
            return sentinel.sentinelFailover(MASTER_NAME) != null;
        } catch (JedisException noGoodReplicaYet) {
            return false;
        }
    }

    /**
     * Kills the master and returns at once; the Sentinels replace it by themselves.
     *
     * @return the dead one
     */
    public RedisServer killMaster() {
        RedisServer master = master();
        master.kill();
        return master;
    }

    /**
     * Waits for the end of a failover.
     *
     * @param old the former master
     * @return the new one, which takes writes
     */
    public RedisServer awaitMasterOtherThan(RedisServer old) {
        Await.until("a failover", PATIENCE, () -> {
            RedisServer master = agreed();
            return master != null && master != old && isMaster(master);
        });
        return master();
    }

    private static boolean isMaster(RedisServer server) {
        try (Jedis admin = server.admin()) {
            return admin.role().get(0).equals("master");
        }
    }

    /** Ends all of them. */
    @Override
    public void close() {
        sentinels.forEach(RedisServer::close);
        servers.forEach(RedisServer::close);
    }

    @Override
    public String toString() {
        return MASTER_NAME + " at " + addresses();
    }
}
