package io.github.tokencache.history;

import org.jspecify.annotations.Nullable;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.params.SetParams;

/** Strings in Redis. */
record JedisCache(UnifiedJedis redis) implements PlainCache {

    @Override
    public @Nullable String get(String key) {
        return redis.get(key);
    }

    @Override
    public void put(String key, String value) {
        redis.set(key, value, SetParams.setParams().px(CachedStores.TIME_TO_LIVE.toMillis()));
    }

    @Override
    public void remove(String key) {
        redis.del(key);
    }

    @Override
    public void clear() {
        redis.flushDB();
    }
}
