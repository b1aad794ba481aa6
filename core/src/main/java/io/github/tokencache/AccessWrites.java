package io.github.tokencache;

import java.time.InstantSource;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The writes of a {@link CachingTokenStore} on access tokens: which names each makes stale. What has no value has no name,
 * and is for the delegate alone.
 */
final class AccessWrites<A, R, P> {
    private final TokenStore<A, R, P> delegate;
    private final TokenModel<A, R, P> model;
    private final AccessEntries<A, R, P> names;
    private final TokenCache<TokenEntry<A, P>> cache;
    private final RefreshTokens<R, P> refreshTokens;
    private final boolean populate;
    private final @Nullable Elision<TokenEntry<A, P>> elision;
    private final InstantSource clock;

    AccessWrites(
            CachingTokenStoreBuilder<A, R, P> builder,
            AccessEntries<A, R, P> names,
            TokenCache<TokenEntry<A, P>> cache,
            RefreshTokens<R, P> refreshTokens) {
        this.delegate = builder.delegate;
        this.model = builder.model;
        this.names = names;
        this.cache = cache;
        this.refreshTokens = refreshTokens;
        this.populate = builder.populate;
        this.elision = builder.elision == null ? null : new Elision<>(cache, names, builder.elision);
        this.clock = builder.environment.clock();
    }

    void store(A token, P authentication, Runnable statement) {
        String value = model.accessTokenValue(token);
        if (value == null) {
            statement.run();
            return;
        }
        TokenEntry<A, P> entry = new TokenEntry<>(token, authentication);
        if (elision != null && elision.isUnchanged(names.byValue(value), entry)) {
            cache.listener().onElision(names.byValue(value).kind());
            return;
        }
        Set<TokenKey> stale = names.ofStore(value, authentication);
        if (populate) {
            cache.store(WriteKind.STORE_ACCESS_TOKEN, stale, entry, done(statement));
        } else {
            cache.write(WriteKind.STORE_ACCESS_TOKEN, stale, done(statement));
        }
    }

    void rewrite(A token, P authentication, Runnable statement) {
        String value = model.accessTokenValue(token);
        if (value == null) {
            statement.run();
        } else {
            cache.write(names.ofStore(value, authentication), done(statement));
        }
    }

    void remove(A token) {
        String value = model.accessTokenValue(token);
        if (value == null) {
            delegate.removeAccessToken(token);
        } else {
            WriteKind kind = WriteKind.removalOfAccessToken(model.accessTokenExpiry(token), clock.instant());
            cache.write(kind, Set.of(names.byValue(value)), done(() -> delegate.removeAccessToken(token)));
        }
    }

    void removeUsing(R refreshToken) {
        String value = model.refreshTokenValue(refreshToken);
        if (value == null) {
            delegate.removeAccessTokenUsingRefreshToken(refreshToken);
        } else {
            cache.write(
                    WriteKind.REMOVE_BY_REFRESH_TOKEN,
                    Set.of(names.byRefreshToken(value)),
                    done(() -> delegate.removeAccessTokenUsingRefreshToken(refreshToken)));
        }
    }

    /** The presented token last: when the delegate fails in between, whoever repeats the revocation finds it again. */
    void revoke(A token) {
        R refreshToken = model.refreshToken(token);
        revoke(model.accessTokenValue(token), refreshToken, () -> {
            if (refreshToken != null) {
                delegate.removeRefreshToken(refreshToken);
                delegate.removeAccessTokenUsingRefreshToken(refreshToken);
            }
            delegate.removeAccessToken(token);
        });
    }

    void revokeUsing(R refreshToken) {
        revoke(null, refreshToken, () -> {
            delegate.removeAccessTokenUsingRefreshToken(refreshToken);
            delegate.removeRefreshToken(refreshToken);
        });
    }

    /** Begins on all names of the grant, in both caches, before the first of the deletes. */
    private void revoke(@Nullable String tokenValue, @Nullable R refreshToken, Runnable deletes) {
        Set<TokenKey> grant = new HashSet<>();
        if (tokenValue != null) {
            grant.add(names.byValue(tokenValue));
        }
        String refreshTokenValue = refreshToken == null ? null : model.refreshTokenValue(refreshToken);
        if (refreshTokenValue != null) {
            grant.add(names.byRefreshToken(refreshTokenValue));
        }
        Runnable inBoth = refreshTokenValue == null
                ? deletes
                : () -> refreshTokens.change(WriteKind.REVOKE, refreshTokenValue, deletes);
        cache.write(WriteKind.REVOKE, grant, done(inBoth));
    }

    private static Supplier<Boolean> done(Runnable statement) {
        return () -> {
            statement.run();
            return true;
        };
    }
}
