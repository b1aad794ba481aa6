package io.github.tokencache.redis;

import io.github.tokencache.TokenKey;

/** The keys in Redis. */
final class RedisKeys {
    private static final String PREFIX = "tc1:";

    private RedisKeys() {}

    static byte[] of(TokenKey key) {
        return Call.text(PREFIX + key);
    }
}
