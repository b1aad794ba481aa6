package io.github.tokencache.redis;

import io.github.tokencache.CacheBackend;
import io.github.tokencache.Cell;
import io.github.tokencache.Ending;
import io.github.tokencache.EntryFormat;
import io.github.tokencache.Fill;
import io.github.tokencache.Lease;
import io.github.tokencache.TokenKey;
import io.github.tokencache.TokenKeys;
import io.github.tokencache.Writer;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import redis.clients.jedis.UnifiedJedis;

/** Names, leases, writers and contents for the tests of this module. */
final class Samples {
    static final Duration LEASE = Duration.ofSeconds(5);
    static final Duration DEADLINE = Duration.ofSeconds(60);
    static final Duration TTL = Duration.ofSeconds(30);
    static final EntryFormat<String> FORMAT = EntryFormat.plain(new TextCodec(9));
    private static final long EXPIRES_AT = 4_102_444_800_000L;

    private static final TokenKeys KEYS = TokenKeys.sha256("test");
    private static final TokenKey.Kind ENTRY = new TokenKey.Kind(TokenKey.Role.ENTRY, "access");
    private static final TokenKey.Kind ALIAS = new TokenKey.Kind(TokenKey.Role.ALIAS, "authentication");
    private static final TokenKey.Kind TAG = new TokenKey.Kind(TokenKey.Role.TAG, "refresh");
    private static final AtomicLong ids = new AtomicLong();

    private Samples() {}

    static RedisCacheBackend<String> backend(UnifiedJedis client, Time time) {
        return backend(client, RedisSettings.defaults(), time);
    }

    static RedisCacheBackend<String> backend(UnifiedJedis client, RedisSettings settings, Time time) {
        return new RedisCacheBackend<>(() -> client, "the test server", FORMAT, settings, time);
    }

    static TokenKey entry(String name) {
        return KEYS.key(ENTRY, name);
    }

    static TokenKey alias(String name) {
        return KEYS.key(ALIAS, name);
    }

    static TokenKey tag(String name) {
        return KEYS.key(TAG, name);
    }

    static Lease lease() {
        return new Lease(ids.incrementAndGet(), LEASE);
    }

    static Writer writer() {
        return new Writer(ids.incrementAndGet(), DEADLINE, LEASE);
    }

    static Cell.Value<String> value(String value) {
        return new Cell.Value<>(value, EXPIRES_AT);
    }

    static Fill<String> fillOf(String value, TokenKey... tags) {
        return new Fill<>(value(value), TTL, Set.of(tags));
    }

    static Ending<String> committed() {
        return new Ending.Committed<>(Map.of());
    }

    static Ending<String> populating(TokenKey key, Fill<String> fill) {
        return new Ending.Committed<>(Map.of(key, fill));
    }

    /** Reads without leasing. */
    static Cell<String> see(CacheBackend<String> backend, TokenKey key) {
        return backend.read(key, () -> null);
    }

    static Lease leased(CacheBackend<String> backend, TokenKey key) {
        Lease lease = lease();
        backend.read(key, () -> lease);
        return lease;
    }

    /** As a reader that misses, loads and fills. */
    static boolean load(CacheBackend<String> backend, TokenKey key, Fill<String> fill) {
        return backend.fill(key, leased(backend, key), fill);
    }
}
