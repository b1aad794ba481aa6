package io.github.tokencache.caffeine.stress;

import io.github.tokencache.Cell;
import io.github.tokencache.Ending;
import io.github.tokencache.Fill;
import io.github.tokencache.Lease;
import io.github.tokencache.OpenWrite;
import io.github.tokencache.TokenKey;
import io.github.tokencache.TokenKeys;
import io.github.tokencache.Writer;
import io.github.tokencache.caffeine.CaffeineCacheBackend;
import io.github.tokencache.caffeine.CaffeineSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** One cell, its tag and its row in a database; the row is 1 before the race. */
class Race {
    static final int ABSENT = 0;
    static final int OLD = 1;
    static final int PENDING = -1;
    static final int LOADING = -2;

    private static final Duration LEASE = Duration.ofMillis(500);
    private static final Duration DEADLINE = Duration.ofMinutes(5);
    private static final TokenKeys KEYS = TokenKeys.sha256("race");
    private static final TokenKey.Kind ENTRY = new TokenKey.Kind(TokenKey.Role.ENTRY, "entry");
    private static final TokenKey.Kind TAG = new TokenKey.Kind(TokenKey.Role.TAG, "tag");
    private static final AtomicLong ids = new AtomicLong();
    private static final CaffeineCacheBackend<Integer> shared = newBackend();

    final CaffeineCacheBackend<Integer> backend;
    final AtomicInteger row = new AtomicInteger(OLD);
    private final TokenKey key;
    private final TokenKey tag;

    /** On a backend of its own. */
    Race(CaffeineCacheBackend<Integer> backend) {
        String name = Long.toString(ids.incrementAndGet());
        this.backend = backend;
        this.key = KEYS.key(ENTRY, name);
        this.tag = KEYS.key(TAG, name);
    }

    Race() {
        this(shared);
    }

    static CaffeineCacheBackend<Integer> newBackend() {
        return CaffeineCacheBackend.create(CaffeineSettings.ofEntries(10_000));
    }

    /** As a reader that asks the cache, and the database on a miss. */
    final void read(TokenKey... tags) {
        Lease lease = new Lease(ids.incrementAndGet(), LEASE);
        if (backend.read(key, () -> lease) instanceof Cell.Loading<Integer> loading
                && loading.nonce() == lease.nonce()) {
            backend.fill(key, lease, contentOf(row.get(), tags));
        }
    }

    final void readTagged() {
        read(tag);
    }

    final OpenWrite begin() {
        return backend.begin(List.of(key), writer());
    }

    final OpenWrite beginOnTag() {
        return backend.begin(List.of(tag), writer());
    }

    final void end(OpenWrite write) {
        backend.end(write, new Ending.Committed<>(Map.of()));
    }

    final void endPopulating(OpenWrite write, int content) {
        backend.end(write, new Ending.Committed<>(Map.of(key, contentOf(content))));
    }

    final void rollBack(OpenWrite write) {
        backend.end(write, new Ending.RolledBack<>());
    }

    /** What a further reader would see, as a number. */
    final int seen() {
        Cell<Integer> cell = backend.read(key, () -> null);
        if (cell instanceof Cell.Value<Integer> value) {
            return value.value();
        }
        if (cell instanceof Cell.Loading) {
            return LOADING;
        }
        return cell instanceof Cell.Pending ? PENDING : ABSENT;
    }

    private static Fill<Integer> contentOf(int content, TokenKey... tags) {
        return new Fill<>(new Cell.Value<>(content, Long.MAX_VALUE), Duration.ofSeconds(1), Set.of(tags));
    }

    private static Writer writer() {
        return new Writer(ids.incrementAndGet(), DEADLINE, LEASE);
    }
}
