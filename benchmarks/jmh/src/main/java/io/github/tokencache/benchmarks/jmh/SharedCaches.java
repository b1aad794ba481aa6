package io.github.tokencache.benchmarks.jmh;

import io.github.tokencache.CacheBackend;
import io.github.tokencache.EntryCodec;
import io.github.tokencache.EntryFormat;
import io.github.tokencache.redis.RedisCacheBackend;
import io.github.tokencache.redis.RedisClientSettings;
import io.github.tokencache.redis.RedisClients;
import io.github.tokencache.redis.RedisNode;
import io.github.tokencache.redis.RedisNodeSettings;
import io.github.tokencache.redis.RedisNodeStatistics;
import io.github.tokencache.redis.RedisSettings;
import io.github.tokencache.redis.TwoLevelCacheBackend;
import io.github.tokencache.springsecurityoauth2.OAuth2Codecs;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.springframework.security.oauth2.provider.token.TokenStore;

/** Our caches in a Redis of the place, with the defaults of the library but for two time-outs. */
final class SharedCaches {
    private static final String CHANNEL = "benchmark";

    private static final long MAXIMUM_NEAR_ENTRIES = 100_000;

    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

    private SharedCaches() {}

    static Peer redis(TokenStore delegate, Place place) {
        RedisClients client = client(place);
        OAuth2Codecs codecs = OAuth2Codecs.withDefaults();
        return Subject.ours(delegate, place, shared(client, codecs.accessTokens()), shared(client, codecs.clients()));
    }

    static Peer twoLevel(TokenStore delegate, Place place, RedisNode node) {
        RedisClients client = client(place);
        OAuth2Codecs codecs = OAuth2Codecs.withDefaults();
        return Subject.ours(
                delegate,
                place,
                TwoLevelCacheBackend.create(shared(client, codecs.accessTokens()), node, MAXIMUM_NEAR_ENTRIES),
                TwoLevelCacheBackend.create(shared(client, codecs.clients()), node, MAXIMUM_NEAR_ENTRIES));
    }

    /** One that may serve from its memory, which it may not before its lease is over. */
    static RedisNode node(Place place) {
        RedisNode node = start(client(place), place.nearLease());
        place.closeLater(node::close);
        await(node, RedisNodeStatistics::serving);
        return node;
    }

    static RedisNode start(RedisClients client, Duration nearLease) {
        return RedisNode.start(client, RedisNodeSettings.ofChannel(CHANNEL).withNearLease(nearLease));
    }

    static void await(RedisNode node, Predicate<RedisNodeStatistics> condition) {
        long start = System.nanoTime();
        while (!condition.test(node.statistics())) {
            if (System.nanoTime() - start > PATIENCE.toNanos()) {
                throw new IllegalStateException(node + " must be ready, but is " + node.statistics());
            }
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
    }

    /** A busy machine may be slow without being away. */
    static RedisClients client(Place place) {
        RedisClients client = client(place.redis().uri());
        place.closeLater(client::close);
        return client;
    }

    static RedisClients client(String uri) {
        return RedisClients.of(uri, RedisClientSettings.defaults().withTimeouts(TIMEOUT, TIMEOUT));
    }

    static <V> CacheBackend<V> shared(RedisClients client, EntryCodec<V> codec) {
        return RedisCacheBackend.create(client.toString(), client, EntryFormat.plain(codec), RedisSettings.defaults());
    }
}
