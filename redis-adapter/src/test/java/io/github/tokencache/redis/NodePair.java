package io.github.tokencache.redis;

import io.github.tokencache.CacheBackend;
import io.github.tokencache.TokenEntry;
import io.github.tokencache.testkit.store.AccessToken;
import io.github.tokencache.testkit.store.Login;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import redis.clients.jedis.UnifiedJedis;

/** Two nodes on one client, as one backend of two levels: each look at the cache is on another node than the one before. */
final class NodePair implements AutoCloseable {
    private static final RedisNodeSettings SETTINGS =
            RedisNodeSettings.ofChannel("pair").withNearLease(Duration.ofMillis(500));

    private final UnifiedJedis client;
    private final List<RedisNode> nodes;
    private final List<TwoLevelCacheBackend<?>> made = new ArrayList<>();

    NodePair(UnifiedJedis client) {
        this.client = client;
        this.nodes = Stream.generate(() -> RedisNode.start(client, SETTINGS))
                .limit(2)
                .toList();
    }

    /** With nothing in memory, of nodes that serve from it. */
    CacheBackend<TokenEntry<AccessToken, Login>> backend() {
        Eventually.until("both nodes serve and see each other", () -> nodes.stream()
                .map(RedisNode::statistics)
                .allMatch(node -> node.serving() && node.otherNodes() == 1));
        List<TwoLevelCacheBackend<TokenEntry<AccessToken, Login>>> levels = nodes.stream()
                .map(node -> TwoLevelCacheBackend.create(KitStores.shared(client), node, 100))
                .toList();
        made.addAll(levels);
        return new Alternating<>(levels, () -> {});
    }

    /** How much all its backends have served from memory. */
    long nearHits() {
        return made.stream().mapToLong(level -> level.statistics().nearHits()).sum();
    }

    @Override
    public void close() {
        nodes.forEach(RedisNode::close);
    }
}
