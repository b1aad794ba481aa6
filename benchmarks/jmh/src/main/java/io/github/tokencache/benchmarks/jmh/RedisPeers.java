package io.github.tokencache.benchmarks.jmh;

import com.alicp.jetcache.Cache;
import com.alicp.jetcache.MultiLevelCacheBuilder;
import com.alicp.jetcache.embedded.CaffeineCacheBuilder;
import com.alicp.jetcache.redis.lettuce.RedisLettuceCacheBuilder;
import com.alicp.jetcache.support.JavaValueDecoder;
import com.alicp.jetcache.support.JavaValueEncoder;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.redisson.Redisson;
import org.redisson.api.RLocalCachedMap;
import org.redisson.api.RedissonClient;
import org.redisson.api.options.LocalCachedMapOptions;
import org.redisson.config.Config;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.security.oauth2.provider.token.TokenStore;
import org.springframework.security.oauth2.provider.token.store.redis.RedisTokenStore;

/** What others keep in Redis. */
final class RedisPeers {
    private static final int MAXIMUM_NEAR_ENTRIES = 100_000;

    private RedisPeers() {}

    static LettuceConnectionFactory connections(Place place) {
        LettuceConnectionFactory connections =
                new LettuceConnectionFactory(place.redis().host(), place.redis().port());
        connections.afterPropertiesSet();
        place.closeLater(connections::destroy);
        return connections;
    }

    static TokenStore redisTokenStore(Place place) {
        return new RedisTokenStore(connections(place));
    }

    /** As its documentation builds a cache of two levels: Caffeine before Redis, the JDK's serialization. */
    static LookAside.Cache jetCache(Place place) {
        RedisClient client = RedisClient.create(
                RedisURI.create(place.redis().host(), place.redis().port()));
        place.closeLater(client::shutdown);
        Cache<String, Object> near = CaffeineCacheBuilder.createCaffeineCacheBuilder()
                .limit(MAXIMUM_NEAR_ENTRIES)
                .buildCache();
        Cache<String, Object> far = RedisLettuceCacheBuilder.createRedisLettuceCacheBuilder()
                .redisClient(client)
                .keyConvertor(key -> key.toString().getBytes(StandardCharsets.UTF_8))
                .keyPrefix("jetcache:")
                .valueEncoder(JavaValueEncoder.INSTANCE)
                .valueDecoder(JavaValueDecoder.INSTANCE)
                .buildCache();
        Cache<String, Object> both = MultiLevelCacheBuilder.createMultiLevelCacheBuilder()
                .addCache(near, far)
                .expireAfterWrite(Subject.TIME_TO_LIVE.toSeconds(), TimeUnit.SECONDS)
                .buildCache();
        return new LookAside.Cache() {
            @Override
            public @Nullable Object get(String key) {
                return both.get(key);
            }

            @Override
            public void put(String key, Object value) {
                both.put(key, value);
            }

            @Override
            public void remove(String key) {
                both.remove(key);
            }
        };
    }

    /** With its default codec and options. */
    static LookAside.Cache redisson(Place place) {
        Config config = new Config();
        config.useSingleServer()
                .setAddress(
                        "redis://" + place.redis().host() + ':' + place.redis().port());
        RedissonClient client = Redisson.create(config);
        place.closeLater(client::shutdown);
        RLocalCachedMap<String, Object> map = client.getLocalCachedMap(LocalCachedMapOptions.name("tokens"));
        return new LookAside.Cache() {
            @Override
            public @Nullable Object get(String key) {
                return map.get(key);
            }

            @Override
            public void put(String key, Object value) {
                map.fastPut(key, value);
            }

            @Override
            public void remove(String key) {
                map.fastRemove(key);
            }
        };
    }
}
