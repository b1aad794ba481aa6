package io.github.tokencache.examples.studylog;

import io.github.tokencache.CacheBackend;
import io.github.tokencache.TokenEntry;
import io.github.tokencache.caffeine.CaffeineCacheBackend;
import io.github.tokencache.caffeine.CaffeineSettings;
import io.github.tokencache.spring.CacheFigures;
import org.springframework.security.oauth2.common.OAuth2AccessToken;
import org.springframework.security.oauth2.common.OAuth2RefreshToken;
import org.springframework.security.oauth2.provider.ClientDetails;
import org.springframework.security.oauth2.provider.OAuth2Authentication;

/** Caches in memory, of a server that is the only one to write its tables. */
final class CaffeineCaches implements Caches {
    private static final int MAXIMUM_ENTRIES = 100_000;

    @Override
    public CacheBackend<TokenEntry<OAuth2AccessToken, OAuth2Authentication>> accessTokens() {
        return backend();
    }

    @Override
    public CacheBackend<TokenEntry<OAuth2RefreshToken, OAuth2Authentication>> refreshTokens() {
        return backend();
    }

    @Override
    public CacheBackend<ClientDetails> clients() {
        return backend();
    }

    private static <V> CacheBackend<V> backend() {
        return CaffeineCacheBackend.forSingleNode(CaffeineSettings.ofEntries(MAXIMUM_ENTRIES));
    }

    @Override
    public CacheFigures figures(CacheBackend<?> backend, CacheFigures known) {
        return backend instanceof CaffeineCacheBackend<?> caffeine
                ? known.withSize(() -> caffeine.statistics().cells())
                : known;
    }

    @Override
    public void close() {
        // Nothing runs and nothing is connected.
    }
}
