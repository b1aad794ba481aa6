package io.github.tokencache.redis;

import io.github.tokencache.CacheBackend;
import io.github.tokencache.Cell;
import io.github.tokencache.Ending;
import io.github.tokencache.Fill;
import io.github.tokencache.Lease;
import io.github.tokencache.OpenWrite;
import io.github.tokencache.TokenKey;
import io.github.tokencache.TokenKeys;
import io.github.tokencache.Writer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/** Names, and what readers and writers do with them, for the tests of two levels. */
final class Names {
    static final Duration TTL = Duration.ofMinutes(2);
    static final Duration DEADLINE = Duration.ofSeconds(60);
    private static final TokenKeys KEYS = TokenKeys.sha256("test");
    private static final TokenKey.Kind ENTRY = new TokenKey.Kind(TokenKey.Role.ENTRY, "access");
    private static final TokenKey.Kind TAG = new TokenKey.Kind(TokenKey.Role.TAG, "refresh");
    private static final AtomicLong ids = new AtomicLong();

    private Names() {}

    static TokenKey entry(String name) {
        return KEYS.key(ENTRY, name);
    }

    static TokenKey tag(String name) {
        return KEYS.key(TAG, name);
    }

    static Cell.Value<String> value(String value) {
        return new Cell.Value<>(value, Long.MAX_VALUE);
    }

    static Lease lease() {
        return new Lease(ids.incrementAndGet(), Duration.ofSeconds(10));
    }

    static Writer writer() {
        return new Writer(ids.incrementAndGet(), DEADLINE, Duration.ofSeconds(10));
    }

    /** As a reader that misses, loads and fills, and another that hits. */
    static void load(CacheBackend<String> backend, TokenKey key, String value, TokenKey... tags) {
        Lease lease = lease();
        backend.read(key, () -> lease);
        backend.fill(key, lease, new Fill<>(value(value), TTL, Set.of(tags)));
        see(backend, key);
    }

    static Cell<String> see(CacheBackend<String> backend, TokenKey key) {
        return backend.read(key, () -> null);
    }

    static OpenWrite begin(CacheBackend<String> backend, TokenKey... names) {
        return backend.begin(List.of(names), writer());
    }

    static void commit(CacheBackend<String> backend, OpenWrite write) {
        backend.end(write, new Ending.Committed<>(Map.of()));
    }
}
