package io.github.tokencache.benchmarks.jmh;

import io.github.tokencache.CacheBackend;
import io.github.tokencache.EntryCodec;
import io.github.tokencache.EntryFormat;
import io.github.tokencache.redis.RedisCacheBackend;
import io.github.tokencache.redis.RedisClientSettings;
import io.github.tokencache.redis.RedisClients;
import io.github.tokencache.redis.RedisNode;
import io.github.tokencache.redis.RedisNodeSettings;
import io.github.tokencache.redis.RedisSettings;
import io.github.tokencache.redis.TwoLevelCacheBackend;
import io.github.tokencache.springsecurityoauth2.OAuth2Codecs;
import java.time.Duration;
import org.springframework.security.oauth2.provider.token.TokenStore;

/** Our caches in a Redis of the place, with the defaults of the library but for two time-outs. */
final class SharedCaches {
    private static final long MAXIMUM_NEAR_ENTRIES = 100_000;

    /** Long enough that all hits between two iterations are near; users have one second. */
    private static final Duration NEAR_LEASE = Duration.ofSeconds(10);

    private SharedCaches() {}

    static Peer redis(TokenStore delegate, Place place) {
        RedisClients client = client(place);
        OAuth2Codecs codecs = OAuth2Codecs.withDefaults();
        return Subject.ours(delegate, place, shared(client, codecs.accessTokens()), shared(client, codecs.clients()));
    }

    static Peer twoLevel(TokenStore delegate, Place place) {
        RedisClients client = client(place);
        RedisNode node =
                RedisNode.start(client, RedisNodeSettings.ofChannel("benchmark").withNearLease(NEAR_LEASE));
        place.closeLater(node::close);
        OAuth2Codecs codecs = OAuth2Codecs.withDefaults();
        return Subject.ours(
                delegate,
                place,
                TwoLevelCacheBackend.create(shared(client, codecs.accessTokens()), node, MAXIMUM_NEAR_ENTRIES),
                TwoLevelCacheBackend.create(shared(client, codecs.clients()), node, MAXIMUM_NEAR_ENTRIES));
    }

    /** A busy machine may be slow without being away. */
    static RedisClients client(Place place) {
        Duration timeout = Duration.ofSeconds(2);
        RedisClients client = RedisClients.of(
                place.redis().uri(), RedisClientSettings.defaults().withTimeouts(timeout, timeout));
        place.closeLater(client::close);
        return client;
    }

    static <V> CacheBackend<V> shared(RedisClients client, EntryCodec<V> codec) {
        return RedisCacheBackend.create(client.toString(), client, EntryFormat.plain(codec), RedisSettings.defaults());
    }
}
