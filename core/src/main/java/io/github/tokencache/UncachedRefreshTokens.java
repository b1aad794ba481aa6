package io.github.tokencache;

import org.jspecify.annotations.Nullable;

/** Nothing of them is cached: the delegate is asked each time. */
record UncachedRefreshTokens<R, P>(TokenStore<?, R, P> delegate) implements RefreshTokens<R, P> {

    @Override
    public void store(R token, P authentication) {
        delegate.storeRefreshToken(token, authentication);
    }

    @Override
    public @Nullable R readToken(String tokenValue) {
        return delegate.readRefreshToken(tokenValue);
    }

    @Override
    public @Nullable P readAuthentication(R token) {
        return delegate.readAuthenticationForRefreshToken(token);
    }

    @Override
    public void remove(R token) {
        delegate.removeRefreshToken(token);
    }

    @Override
    public void change(WriteKind kind, String tokenValue, Runnable mutation) {
        mutation.run();
    }

    @Override
    public void clear() {}

    @Override
    public CacheHealth health(CacheHealth accessTokens) {
        return accessTokens;
    }

    @Override
    public boolean recover() {
        return true;
    }
}
