package io.github.tokencache.springsecurityoauth2.autoconfigure;

import io.github.tokencache.CacheBackend;
import io.github.tokencache.TokenEntry;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.common.OAuth2AccessToken;
import org.springframework.security.oauth2.common.OAuth2RefreshToken;
import org.springframework.security.oauth2.provider.ClientDetails;
import org.springframework.security.oauth2.provider.OAuth2Authentication;

/** Counts how often it is closed; makes nothing. */
final class ClosingBackends implements Backends {
    private final AtomicInteger closed;

    ClosingBackends(AtomicInteger closed) {
        this.closed = closed;
    }

    @Override
    public CacheBackend<TokenEntry<OAuth2AccessToken, OAuth2Authentication>> accessTokens() {
        throw new UnsupportedOperationException();
    }

    @Override
    public CacheBackend<TokenEntry<OAuth2RefreshToken, OAuth2Authentication>> refreshTokens() {
        throw new UnsupportedOperationException();
    }

    @Override
    public CacheBackend<ClientDetails> clients() {
        throw new UnsupportedOperationException();
    }

    @Override
    public BackendType type() {
        return BackendType.CAFFEINE;
    }

    @Override
    public Map<String, Object> statistics(CacheBackend<?> backend) {
        return Map.of();
    }

    @Override
    public @Nullable BackendProbe probe() {
        return null;
    }

    @Override
    public void close() {
        closed.incrementAndGet();
    }
}
