package io.github.tokencache.benchmarks.jmh;

import io.github.tokencache.CacheBackend;
import io.github.tokencache.TokenEntry;
import io.github.tokencache.caffeine.CaffeineCacheBackend;
import io.github.tokencache.caffeine.CaffeineSettings;
import org.springframework.security.oauth2.common.OAuth2AccessToken;
import org.springframework.security.oauth2.provider.ClientDetails;
import org.springframework.security.oauth2.provider.OAuth2Authentication;

/** Our caches in memory, large enough that nothing is ever evicted for room. */
final class MemoryCaches {
    private static final int MAXIMUM_ENTRIES = 4_000_000;

    private MemoryCaches() {}

    static CacheBackend<TokenEntry<OAuth2AccessToken, OAuth2Authentication>> accessTokenBackend() {
        return backend();
    }

    static CacheBackend<ClientDetails> clientBackend() {
        return backend();
    }

    private static <V> CacheBackend<V> backend() {
        return CaffeineCacheBackend.forSingleNode(CaffeineSettings.ofEntries(MAXIMUM_ENTRIES));
    }
}
