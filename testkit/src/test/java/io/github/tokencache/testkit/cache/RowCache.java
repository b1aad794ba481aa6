package io.github.tokencache.testkit.cache;

import io.github.tokencache.CacheEnvironment;
import io.github.tokencache.EntryModel;
import io.github.tokencache.TokenCache;
import io.github.tokencache.TokenCacheSettings;
import io.github.tokencache.TokenKey;
import io.github.tokencache.View;
import io.github.tokencache.testkit.FailingBackend;
import io.github.tokencache.testkit.FakeClock;
import io.github.tokencache.testkit.ReferenceBackend;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A cache over one row of a database, with its time, its faults and its transactions. */
abstract class RowCache {
    static final TokenKey.Kind ROW = new TokenKey.Kind(TokenKey.Role.ENTRY, "row");

    record Row(String text, @Nullable Instant expiry) {}

    static final class Rows implements EntryModel<Row> {
        @Nullable RuntimeException uncopyable;

        Set<TokenKey> tags = Set.of();

        @Override
        public boolean holds(Row row, TokenKey name) {
            return true;
        }

        @Override
        public Set<TokenKey> tags(Row row) {
            return tags;
        }

        @Override
        public @Nullable Instant expiry(Row row) {
            return row.expiry();
        }

        @Override
        public Row copy(Row row) {
            if (uncopyable != null) {
                throw uncopyable;
            }
            return new Row(row.text(), row.expiry());
        }
    }

    final FakeClock clock = new FakeClock();
    final ReferenceBackend<Row> shared = new ReferenceBackend<>(clock::nanoTime, 100);
    final Hooked<Row> hooked = new Hooked<>(shared);
    final FailingBackend<Row> backend = new FailingBackend<>(hooked);
    final TestTransactions transactions = new TestTransactions();
    final Rows model = new Rows();
    final CacheEnvironment environment = CacheEnvironment.of("test")
            .withClock(clock)
            .withMonotonicClock(clock)
            .withBoundary(transactions);
    final TokenKey name = environment.keys().key(ROW, "1");
    final View<Row, Row> whole = new View<>(row -> row, this::copy);

    @Nullable Row row = new Row("old", null);

    @Nullable RuntimeException uncopyable;

    int loads;

    final TokenCache<Row> cache =
            new TokenCache<>(backend, model, TokenCacheSettings.defaults().withJitter(0), environment);

    Row copy(Row original) {
        if (uncopyable != null) {
            throw uncopyable;
        }
        return new Row(original.text(), original.expiry());
    }

    @Nullable String read() {
        Row answer = cache.read(name, whole, () -> {
            loads++;
            return row;
        });
        return answer == null ? null : answer.text();
    }

    void write(String text) {
        cache.write(Set.of(name), () -> row = new Row(text, null));
    }
}
