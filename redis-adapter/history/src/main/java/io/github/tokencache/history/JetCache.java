package io.github.tokencache.history;

import com.alicp.jetcache.Cache;
import com.alicp.jetcache.redis.lettuce.RedisLettuceCacheBuilder;
import com.alicp.jetcache.support.JavaValueDecoder;
import com.alicp.jetcache.support.JavaValueEncoder;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** JetCache, as its documentation shows it. */
record JetCache(Cache<String, String> cache) implements PlainCache {

    static JetCache on(int port) {
        return new JetCache(RedisLettuceCacheBuilder.createRedisLettuceCacheBuilder()
                .redisClient(RedisClient.create(RedisURI.create("127.0.0.1", port)))
                .keyConvertor(key -> key.toString().getBytes(StandardCharsets.UTF_8))
                .keyPrefix("jetcache:")
                .valueEncoder(JavaValueEncoder.INSTANCE)
                .valueDecoder(JavaValueDecoder.INSTANCE)
                .expireAfterWrite(CachedStores.TIME_TO_LIVE.toMillis(), TimeUnit.MILLISECONDS)
                .buildCache());
    }

    @Override
    public @Nullable String get(String key) {
        return cache.get(key);
    }

    @Override
    public void put(String key, String value) {
        cache.put(key, value);
    }

    @Override
    public void remove(String key) {
        cache.remove(key);
    }

    /** It has no such call for a remote cache. */
    @Override
    public void clear() {}
}
