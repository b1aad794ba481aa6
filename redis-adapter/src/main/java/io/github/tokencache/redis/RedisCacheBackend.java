package io.github.tokencache.redis;

import io.github.tokencache.Cell;
import io.github.tokencache.CoherentCacheBackend;
import io.github.tokencache.Ending;
import io.github.tokencache.EntryFormat;
import io.github.tokencache.Fill;
import io.github.tokencache.Lease;
import io.github.tokencache.OpenWrite;
import io.github.tokencache.TokenKey;
import io.github.tokencache.Writer;
import java.util.Collection;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.RedisClusterClient;
import redis.clients.jedis.UnifiedJedis;

/**
 * Cells on a Redis server that several processes share: standalone, with Sentinel, or a Cluster. A hit is one GET; a miss
 * is at most three round trips, and one more for all tags in a Cluster, where every command touches one key; a write is two,
 * and one more to remove by a tag that has members.
 *
 * <p>Safe for use by any thread, as the client is. What the server does not confirm is a
 * {@link io.github.tokencache.CacheBackendException}; so is every answer later than the client's time-outs. A value that
 * is too long, cannot be encoded or cannot be read is not cached, counted in {@link #statistics()} and logged once for each
 * reason. The client stays the caller's to close.
 *
 * <p>{@code docs/storage.md} has the keys, the bytes and the literal commands.
 *
 * <pre>{@code
 * UnifiedJedis client = RedisClient.builder().hostAndPort("redis", 6379).build();
 * CacheBackend<Session> backend =
 *         RedisCacheBackend.create(client, EntryFormat.plain(codec), RedisSettings.defaults());
 * }</pre>
 *
 * @param <V> the type of cached values
 */
public final class RedisCacheBackend<V> implements CoherentCacheBackend<V> {
    private final Commands commands;
    private final Epochs epochs;
    private final Reads<V> reads;
    private final Endings<V> endings;
    private final Replicas replicas;
    private final Figures figures = new Figures();

    RedisCacheBackend(
            Supplier<? extends UnifiedJedis> client,
            String server,
            EntryFormat<V> format,
            RedisSettings settings,
            Time time) {
        replicas = Replicas.of(settings);
        if (replicas.areAwaited() && client instanceof RedisClients own) {
            own.requireThatItCanWait(replicas);
        }
        commands = new Commands(() -> OwnCaches.refused(client.get()), server);
        epochs = new Epochs(commands, replicas, settings.epochLease(), time);
        CellBytes<V> cells = new CellBytes<>(format, settings.maximumValueBytes(), figures);
        Tags tags = new Tags(commands, settings.maximumTagMembers(), figures);
        reads = new Reads<>(commands, epochs, cells, tags);
        endings = new Endings<>(commands, epochs, cells, tags);
    }

    /**
     * A backend on a client of the application's own.
     *
     * @param <V> the type of cached values
     * @param client a client of any kind, not closed here; its time-outs are those of every operation
     * @param format how values are written; the same on every node
     * @param settings the bounds; the same on every node
     * @return a backend; nothing is sent before its first use
     * @throws IllegalArgumentException if the client has a cache of its own, or if it is to wait for replicas and the client
     *     is known to be one of a Cluster
     */
    public static <V> RedisCacheBackend<V> create(UnifiedJedis client, EntryFormat<V> format, RedisSettings settings) {
        OwnCaches.requireNone(Objects.requireNonNull(client, "client"));
        if (settings.replicas() > 0 && client instanceof RedisClusterClient) {
            throw new IllegalArgumentException(Replicas.of(settings).notInACluster());
        }
        return create("Redis", () -> client, format, settings);
    }

    /**
     * A backend on a client that is made when it is needed, since some cannot be made while the server is down.
     *
     * @param <V> the type of cached values
     * @param name what messages call it, such as its address; without user and password
     * @param client asked before every operation; throws a {@code JedisException} while there is no client; one
     *     with a cache of its own is not used
     * @param format how values are written; the same on every node
     * @param settings the bounds; the same on every node
     * @return a backend; nothing is sent before its first use
     * @throws IllegalArgumentException if it is to wait for replicas and the client is known to be one of a Cluster
     */
    public static <V> RedisCacheBackend<V> create(
            String name, Supplier<? extends UnifiedJedis> client, EntryFormat<V> format, RedisSettings settings) {
        Objects.requireNonNull(name, "name");
        return new RedisCacheBackend<>(client, name, format, settings, Time.SYSTEM);
    }

    @Override
    public Cell<V> read(TokenKey key, Supplier<@Nullable Lease> lease) {
        requireCell(key);
        return reads.read(key, lease);
    }

    @Override
    public boolean fill(TokenKey key, Lease lease, Fill<V> fill) {
        requireCell(key);
        return reads.fill(key, lease, fill);
    }

    @Override
    public OpenWrite begin(Collection<TokenKey> names, Writer writer) {
        return new Beginning(commands, replicas, writer, epochs.last()).on(names);
    }

    @Override
    public void end(OpenWrite write, Ending<V> ending) {
        endTelling(write, ending);
    }

    /** Ends, and answers whether all the cells were pending by this writer until now. */
    boolean endTelling(OpenWrite write, Ending<V> ending) {
        return endings.end(write, ending);
    }

    /** Waits until every node has looked at the epoch again: {@link RedisSettings#epochLease()}. */
    @Override
    public void clear() {
        epochs.replace();
    }

    /**
     * What was not cached, since this was made.
     *
     * @return the figures of this moment
     */
    public RedisStatistics statistics() {
        return figures.statistics();
    }

    /** What this is, for people; no user and no password. */
    @Override
    public String toString() {
        return commands.toString();
    }

    private static void requireCell(TokenKey key) {
        if (Tags.isTag(key)) {
            throw new IllegalArgumentException("key must be of role ENTRY or ALIAS, but was " + key);
        }
    }
}
