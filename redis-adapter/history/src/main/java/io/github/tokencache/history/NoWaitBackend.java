package io.github.tokencache.history;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.tokencache.CacheBackend;
import io.github.tokencache.Cell;
import io.github.tokencache.Ending;
import io.github.tokencache.Fill;
import io.github.tokencache.Lease;
import io.github.tokencache.OpenWrite;
import io.github.tokencache.TokenKey;
import io.github.tokencache.Writer;
import java.time.Duration;
import java.util.Collection;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.JedisPubSub;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisException;

/** Two levels as most libraries have them: a write tells the other nodes to evict, and does not wait until they have. */
final class NoWaitBackend<V> implements CacheBackend<V> {
    private static final Duration NEAR = Duration.ofSeconds(1);

    private final CacheBackend<V> shared;
    private final UnifiedJedis messages;
    private final String channel;
    private final Cache<String, Cell<V>> near =
            Caffeine.newBuilder().maximumSize(1_000).expireAfterWrite(NEAR).build();

    private NoWaitBackend(CacheBackend<V> shared, UnifiedJedis messages, String channel) {
        this.shared = shared;
        this.messages = messages;
        this.channel = channel;
    }

    static <V> NoWaitBackend<V> start(CacheBackend<V> shared, UnifiedJedis messages, String channel) {
        NoWaitBackend<V> backend = new NoWaitBackend<>(shared, messages, channel);
        Thread listening = new Thread(backend::listen, "near-" + channel);
        listening.setDaemon(true);
        listening.start();
        return backend;
    }

    private void listen() {
        while (true) {
            try {
                messages.subscribe(
                        new JedisPubSub() {
                            @Override
                            public void onMessage(String from, String key) {
                                near.invalidate(key);
                            }
                        },
                        channel);
            } catch (JedisException lost) {
                near.invalidateAll();
            }
        }
    }

    @Override
    public Cell<V> read(TokenKey key, Supplier<@Nullable Lease> lease) {
        Cell<V> found = near.getIfPresent(key.toString());
        if (found != null) {
            return found;
        }
        Cell<V> cell = shared.read(key, lease);
        if (cell instanceof Cell.Value<V>) {
            near.put(key.toString(), cell);
        }
        return cell;
    }

    @Override
    public boolean fill(TokenKey key, Lease lease, Fill<V> fill) {
        return shared.fill(key, lease, fill);
    }

    @Override
    public OpenWrite begin(Collection<TokenKey> names, Writer writer) {
        return shared.begin(names, writer);
    }

    @Override
    public void end(OpenWrite write, Ending<V> ending) {
        shared.end(write, ending);
        for (TokenKey key : write.keys()) {
            near.invalidate(key.toString());
            try {
                messages.publish(channel, key.toString());
            } catch (JedisException lost) {
                return;
            }
        }
    }

    @Override
    public void clear() {
        shared.clear();
        near.invalidateAll();
    }
}
