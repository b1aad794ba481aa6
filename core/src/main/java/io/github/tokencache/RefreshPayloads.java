package io.github.tokencache;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The authentications of refresh tokens, cached from the moment the token was stored or read. Whether a token is there is
 * always for the delegate to say.
 *
 * @param <R> the type of refresh tokens
 * @param <P> the type of authentications
 */
final class RefreshPayloads<R, P> implements RefreshTokens<R, P> {
    private final TokenStore<?, R, P> delegate;
    private final TokenModel<?, R, P> model;
    private final RefreshEntries<R, P> names;
    private final TokenCache<TokenEntry<R, P>> cache;
    private final View<TokenEntry<R, P>, R> tokenOf;
    private final View<TokenEntry<R, P>, P> authenticationOf;
    private final boolean populate;

    <A> RefreshPayloads(CachingTokenStoreBuilder<A, R, P> builder, CacheBackend<TokenEntry<R, P>> backend) {
        this.delegate = builder.delegate;
        this.model = builder.model;
        this.names = new RefreshEntries<>(model, builder.environment.keys());
        this.cache = new TokenCache<>(backend, names, builder.settings, builder.environment);
        this.tokenOf = new View<>(TokenEntry::token, model::copyRefreshToken);
        this.authenticationOf = new View<>(TokenEntry::authentication, model::lendAuthentication);
        this.populate = builder.populate;
    }

    @Override
    public void store(R token, P authentication) {
        String value = model.refreshTokenValue(token);
        if (value == null) {
            delegate.storeRefreshToken(token, authentication);
            return;
        }
        Set<TokenKey> name = Set.of(names.byValue(value));
        if (populate) {
            cache.store(
                    WriteKind.STORE_REFRESH_TOKEN,
                    name,
                    new TokenEntry<>(token, authentication),
                    () -> stored(token, authentication));
        } else {
            cache.write(WriteKind.STORE_REFRESH_TOKEN, name, () -> stored(token, authentication));
        }
    }

    private boolean stored(R token, P authentication) {
        delegate.storeRefreshToken(token, authentication);
        return true;
    }

    /** Asks the delegate; a store that reads both at once leaves the authentication for the call that follows. */
    @Override
    public @Nullable R readToken(String tokenValue) {
        if (delegate instanceof EntryTokenStore<?, R, P> entries) {
            return cache.reload(names.byValue(tokenValue), tokenOf, () -> entries.readRefreshTokenEntry(tokenValue));
        }
        return delegate.readRefreshToken(tokenValue);
    }

    @Override
    public @Nullable P readAuthentication(R token) {
        String value = model.refreshTokenValue(token);
        if (value == null) {
            return delegate.readAuthenticationForRefreshToken(token);
        }
        return cache.read(names.byValue(value), authenticationOf, () -> load(token));
    }

    private @Nullable TokenEntry<R, P> load(R token) {
        P authentication = delegate.readAuthenticationForRefreshToken(token);
        return authentication == null ? null : new TokenEntry<>(token, authentication);
    }

    @Override
    public void remove(R token) {
        String value = model.refreshTokenValue(token);
        if (value == null) {
            delegate.removeRefreshToken(token);
            return;
        }
        cache.write(WriteKind.REMOVE_REFRESH_TOKEN, Set.of(names.byValue(value)), () -> {
            delegate.removeRefreshToken(token);
            return true;
        });
    }

    @Override
    public void change(WriteKind kind, String tokenValue, Runnable mutation) {
        cache.write(kind, Set.of(names.byValue(tokenValue)), () -> {
            mutation.run();
            return true;
        });
    }

    @Override
    public void clear() {
        cache.clear();
    }

    @Override
    public CacheHealth health(CacheHealth accessTokens) {
        return accessTokens.and(cache.health());
    }

    @Override
    public boolean recover() {
        return cache.recover();
    }
}
