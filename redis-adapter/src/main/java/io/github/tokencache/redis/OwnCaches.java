package io.github.tokencache.redis;

import redis.clients.jedis.UnifiedJedis;

/** Clients that answer from a cache of their own: they hear late, or never, that another node has removed something. */
final class OwnCaches {
    private static final String REFUSED =
            "client must have no cache of its own (CacheConfig), which would serve what another"
                    + " node has removed, but has one; TwoLevelCacheBackend keeps values in memory without that";

    private OwnCaches() {}

    static void requireNone(UnifiedJedis client) {
        if (client.getCache() != null) {
            throw new IllegalArgumentException(REFUSED);
        }
    }

    /** For a client that is made late: a fault, so that nothing is read from it nor written by it. */
    static UnifiedJedis refused(UnifiedJedis client) {
        if (client.getCache() != null) {
            throw new IllegalStateException(REFUSED);
        }
        return client;
    }
}
