package io.github.tokencache.caffeine.lincheck;

import io.github.tokencache.CacheEnvironment;
import io.github.tokencache.EntryModel;
import io.github.tokencache.TokenCache;
import io.github.tokencache.TokenCacheSettings;
import io.github.tokencache.TokenKey;
import io.github.tokencache.TokenKeys;
import io.github.tokencache.View;
import io.github.tokencache.caffeine.CaffeineCacheBackend;
import io.github.tokencache.caffeine.CaffeineSettings;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A table of tokens, with one row that nobody has read yet, behind a cache. Each statement on the table is atomic; nothing else here is synchronised. */
final class CachedRows {

    /**
     * A row.
     *
     * @param token its key
     * @param user by whom it can be removed too
     * @param version what is stored
     */
    private record Row(int token, int user, int version) {}

    private static final TokenKeys KEYS = TokenKeys.sha256("rows");
    private static final TokenKey.Kind TOKEN = new TokenKey.Kind(TokenKey.Role.ENTRY, "token");
    private static final TokenKey.Kind USER = new TokenKey.Kind(TokenKey.Role.TAG, "user");
    private static final int USERS = 1;

    private static final View<Row, Integer> VERSION = new View<>(Row::version, version -> version);

    private final Map<Integer, Row> table = new HashMap<>(Map.of(1, new Row(1, 0, 0)));
    private final TokenCache<Row> cache = new TokenCache<>(
            CaffeineCacheBackend.create(CaffeineSettings.ofEntries(100)),
            new RowModel(),
            TokenCacheSettings.defaults(),
            CacheEnvironment.of("rows"));

    @Nullable Integer read(int token) {
        return cache.read(key(token), VERSION, () -> select(token));
    }

    void store(int token, int version) {
        Row row = new Row(token, token % USERS, version);
        cache.store(List.of(key(token)), row, () -> insert(row));
    }

    boolean revoke(int token) {
        return cache.write(List.of(key(token)), () -> delete(token));
    }

    int revokeUser(int user) {
        return cache.write(List.of(KEYS.key(USER, Integer.toString(user))), () -> deleteOf(user));
    }

    void clear() {
        cache.clear();
    }

    /** Whether a read from now on, with no write going on, gets what the table holds. */
    boolean isExact(int token) {
        Row cached = cache.peek(key(token));
        return cached == null || cached.equals(select(token));
    }

    private @Nullable Row select(int token) {
        return statement(() -> table.get(token));
    }

    private boolean insert(Row row) {
        return statement(() -> table.put(row.token(), row) == null);
    }

    private boolean delete(int token) {
        return statement(() -> table.remove(token) != null);
    }

    private int deleteOf(int user) {
        return statement(() -> {
            int before = table.size();
            table.values().removeIf(row -> row.user() == user);
            return before - table.size();
        });
    }

    /** Atomic, and with a way to the database and back on which others can overtake. */
    private <T extends @Nullable Object> T statement(Supplier<T> atomic) {
        travel();
        T result;
        synchronized (table) {
            result = atomic.get();
        }
        travel();
        return result;
    }

    @SuppressWarnings("ThreadPriorityCheck") // yields to provoke a race, not to avoid one
    private static void travel() {
        for (int hops = ThreadLocalRandom.current().nextInt(4); hops > 0; hops--) {
            Thread.yield();
        }
    }

    private static TokenKey key(int token) {
        return KEYS.key(TOKEN, Integer.toString(token));
    }

    private static final class RowModel implements EntryModel<Row> {
        @Override
        public boolean holds(Row row, TokenKey name) {
            return key(row.token()).equals(name);
        }

        @Override
        public Set<TokenKey> tags(Row row) {
            return Set.of(KEYS.key(USER, Integer.toString(row.user())));
        }

        @Override
        public @Nullable Instant expiry(Row row) {
            return null;
        }

        @Override
        public Row copy(Row row) {
            return row;
        }
    }
}
