package io.github.tokencache.redis;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.Connection;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.RedisClusterClient;
import redis.clients.jedis.RedisSentinelClient;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.util.JedisClusterCRC16;

/**
 * This process among those that keep values of one shared backend in memory: it is entered in a list of nodes in Redis,
 * hears what the others evict, and tells them what it evicts. One node serves all {@link TwoLevelCacheBackend two-level
 * backends} of a process. It has two threads and takes one connection of the client's pool for its subscription.
 *
 * <p>Starts whether Redis is there or not; until it is registered and hears the others, nothing is served from memory.
 * Safe for use by any thread. The client stays the caller's and is to be closed after the node.
 */
public final class RedisNode implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(RedisNode.class);

    private static final Duration LAST_REGISTRATION = Duration.ofSeconds(1);

    private final NearNames names;
    private final NearNode near;
    private final RedisSubscription subscription;
    private final Thread listening;
    private final Thread registering;
    private final CountDownLatch closed = new CountDownLatch(1);

    private RedisNode(Supplier<? extends UnifiedJedis> clients, RedisNodeSettings settings) {
        this.names = new NearNames(settings.channel());
        Member self = Member.random(settings.nearLease());
        this.subscription = new RedisSubscription(
                () -> connection(clients.get(), names.list()), names.all(), names.one(self.node()));
        RedisLink link = new RedisLink(clients, names, subscription);
        this.near = new NearNode(self, link, System::nanoTime, RedisNode::pause);
        subscription.deliverTo(near);
        this.listening = thread("tokencache-subscription-", subscription);
        this.registering = thread("tokencache-registration-", this::keepRegistered);
    }

    /**
     * Starts a node.
     *
     * @param client a {@link RedisClient}, {@link RedisSentinelClient} or {@link RedisClusterClient}
     * @param settings the settings
     * @return the node
     */
    public static RedisNode start(UnifiedJedis client, RedisNodeSettings settings) {
        requireKnown(Objects.requireNonNull(client, "client"));
        return start(() -> client, settings);
    }

    /**
     * Starts a node on a client that cannot be made yet, because Redis may be away.
     *
     * @param clients the client, always the same one; asked for each command, and fails with Jedis's exceptions
     * @param settings the settings
     * @return the node
     */
    public static RedisNode start(Supplier<? extends UnifiedJedis> clients, RedisNodeSettings settings) {
        RedisNode node = new RedisNode(Objects.requireNonNull(clients, "clients"), settings);
        node.listening.start();
        node.registering.start();
        return node;
    }

    private Thread thread(String name, Runnable work) {
        Thread thread = new Thread(work, name + names.channel());
        thread.setDaemon(true);
        return thread;
    }

    private void keepRegistered() {
        do {
            try {
                near.tick();
            } catch (RuntimeException defect) {
                // Goes on: without ticks this node would serve nothing from memory for ever.
                log.error("{} could not renew its registration", this, defect);
            }
        } while (!pauseUntilClosed());
    }

    private boolean pauseUntilClosed() {
        try {
            return closed.await(near.betweenTicks().toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            return true;
        }
    }

    NearNode near() {
        return near;
    }

    /**
     * What this node does and has done.
     *
     * @return the figures of this moment
     */
    public RedisNodeStatistics statistics() {
        return near.statistics();
    }

    /** Stops serving from memory, leaves the list of nodes and ends the threads. Closing twice is harmless. */
    @Override
    public void close() {
        closed.countDown();
        awaitLastRegistration();
        near.close();
        subscription.close();
    }

    /** Otherwise this node might be entered again after it has left, and others would wait for it. */
    private void awaitLastRegistration() {
        try {
            registering.join(LAST_REGISTRATION.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public String toString() {
        return near + " of channel '" + names.channel() + "'";
    }

    private static void requireKnown(UnifiedJedis client) {
        if (!(client instanceof RedisClient
                || client instanceof RedisSentinelClient
                || client instanceof RedisClusterClient)) {
            throw new IllegalArgumentException(
                    "client must be a RedisClient, RedisSentinelClient or RedisClusterClient, but was a "
                            + client.getClass().getName());
        }
    }

    /** UnifiedJedis lends no connection that could be cut, so it is taken from the pool that each kind of client has. */
    private static Connection connection(UnifiedJedis client, String key) {
        requireKnown(client);
        if (client instanceof RedisClusterClient cluster) {
            return cluster.getConnectionFromSlot(JedisClusterCRC16.getSlot(key));
        }
        if (client instanceof RedisSentinelClient sentinel) {
            return sentinel.getPrimaryNodesConnectionMap()
                    .values()
                    .iterator()
                    .next()
                    .getResource();
        }
        return ((RedisClient) client).getPool().getResource();
    }

    /** Gives up for no interrupt: who went on before the others have evicted would break the promise. */
    private static void pause(CountDownLatch latch, long nanos) {
        long until = System.nanoTime() + nanos;
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    latch.await(until - System.nanoTime(), TimeUnit.NANOSECONDS);
                    return;
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
