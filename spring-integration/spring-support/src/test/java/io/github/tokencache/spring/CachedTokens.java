package io.github.tokencache.spring;

import io.github.tokencache.CacheBackend;
import io.github.tokencache.CacheEnvironment;
import io.github.tokencache.EntryModel;
import io.github.tokencache.TokenCache;
import io.github.tokencache.TokenCacheSettings;
import io.github.tokencache.TokenKey;
import io.github.tokencache.TokenKey.Role;
import io.github.tokencache.TokenKeys;
import io.github.tokencache.TransactionBoundary;
import io.github.tokencache.View;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Our way, over the smallest model. */
final class CachedTokens implements Tokens {
    private static final TokenKey.Kind TOKEN = new TokenKey.Kind(Role.ENTRY, "token");
    private static final TokenKey.Kind OWNER = new TokenKey.Kind(Role.TAG, "owner");

    private final TokenKeys keys = TokenKeys.sha256("tokens");
    private final View<Row, String> owner = new View<>(Row::owner, UnaryOperator.identity());
    private final Tokens delegate;
    private final TokenCache<Row> cache;

    record Row(String token, String owner) {}

    CachedTokens(Tokens delegate, CacheBackend<Row> backend, TransactionBoundary boundary) {
        this.delegate = delegate;
        CacheEnvironment environment =
                CacheEnvironment.of("tokens").withKeys(keys).withBoundary(boundary);
        this.cache = new TokenCache<>(
                backend,
                new Model(),
                TokenCacheSettings.defaults().withUnknownTimeToLive(Duration.ofSeconds(10)),
                environment);
    }

    @Override
    public @Nullable String ownerOf(String token) {
        return cache.read(key(token), owner, () -> {
            String loaded = delegate.ownerOf(token);
            return loaded == null ? null : new Row(token, loaded);
        });
    }

    @Override
    public void store(String token, String owner) {
        cache.store(Set.of(key(token)), new Row(token, owner), () -> {
            delegate.store(token, owner);
            return true;
        });
    }

    @Override
    public void revoke(String token) {
        cache.write(Set.of(key(token)), () -> {
            delegate.revoke(token);
            return true;
        });
    }

    @Override
    public void revokeAllOf(String owner) {
        cache.write(Set.of(keys.key(OWNER, owner)), () -> {
            delegate.revokeAllOf(owner);
            return true;
        });
    }

    private TokenKey key(String token) {
        return keys.key(TOKEN, token);
    }

    private final class Model implements EntryModel<Row> {
        @Override
        public boolean holds(Row value, TokenKey name) {
            return key(value.token()).equals(name);
        }

        @Override
        public Set<TokenKey> tags(Row value) {
            return Set.of(keys.key(OWNER, value.owner()));
        }

        @Override
        public @Nullable Instant expiry(Row value) {
            return null;
        }

        @Override
        public Row copy(Row value) {
            return value;
        }
    }
}
