package io.github.tokencache.caffeine;

import io.github.tokencache.Cell;
import io.github.tokencache.Ending;
import io.github.tokencache.Fill;
import io.github.tokencache.Lease;
import io.github.tokencache.TokenKey;
import io.github.tokencache.TokenKeys;
import io.github.tokencache.Writer;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/** Names, leases and writers for the tests of this module. */
final class Backends {
    static final Duration LEASE = Duration.ofSeconds(5);
    static final Duration DEADLINE = Duration.ofSeconds(60);
    static final Duration TTL = Duration.ofSeconds(30);

    private static final TokenKeys KEYS = TokenKeys.sha256("test");
    private static final TokenKey.Kind ENTRY = new TokenKey.Kind(TokenKey.Role.ENTRY, "access");
    private static final TokenKey.Kind ALIAS = new TokenKey.Kind(TokenKey.Role.ALIAS, "authentication");
    private static final TokenKey.Kind TAG = new TokenKey.Kind(TokenKey.Role.TAG, "refresh");
    private static final AtomicLong ids = new AtomicLong();

    private Backends() {}

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
        return new Cell.Value<>(value, Long.MAX_VALUE);
    }

    static Fill<String> fillOf(String value, TokenKey... tags) {
        return new Fill<>(value(value), TTL, Set.of(tags));
    }

    static Fill<String> unknown() {
        return new Fill<>(new Cell.Unknown<>(), TTL, Set.of());
    }

    static Ending<String> committed() {
        return new Ending.Committed<>(Map.of());
    }

    static Ending<String> populating(TokenKey key, Fill<String> fill) {
        return new Ending.Committed<>(Map.of(key, fill));
    }

    static Cell<String> peek(CaffeineCacheBackend<String> backend, TokenKey key) {
        return backend.read(key, () -> null);
    }

    /** As a reader that misses, loads and fills. */
    static boolean load(CaffeineCacheBackend<String> backend, TokenKey key, Fill<String> fill) {
        Lease lease = lease();
        backend.read(key, () -> lease);
        return backend.fill(key, lease, fill);
    }
}
