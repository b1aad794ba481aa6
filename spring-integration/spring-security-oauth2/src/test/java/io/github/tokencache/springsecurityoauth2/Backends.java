package io.github.tokencache.springsecurityoauth2;

import io.github.tokencache.CoherentCacheBackend;
import io.github.tokencache.EntryCodec;
import io.github.tokencache.TokenEntry;
import io.github.tokencache.backends.TestBackends;
import io.github.tokencache.caffeine.CaffeineCacheBackend;
import io.github.tokencache.caffeine.CaffeineSettings;
import java.util.function.LongSupplier;
import org.springframework.security.oauth2.common.OAuth2AccessToken;
import org.springframework.security.oauth2.common.OAuth2RefreshToken;
import org.springframework.security.oauth2.provider.ClientDetails;
import org.springframework.security.oauth2.provider.OAuth2Authentication;

/** Empty backends: in process, unless the build says otherwise. */
final class Backends {
    private static final OAuth2Codecs CODECS = OAuth2Codecs.withDefaults();

    private Backends() {}

    static CoherentCacheBackend<TokenEntry<OAuth2AccessToken, OAuth2Authentication>> tokens() {
        return tokens(System::nanoTime);
    }

    static CoherentCacheBackend<TokenEntry<OAuth2AccessToken, OAuth2Authentication>> tokens(LongSupplier clock) {
        return backend(CODECS.accessTokens(), clock);
    }

    static CoherentCacheBackend<TokenEntry<OAuth2RefreshToken, OAuth2Authentication>> refreshTokens() {
        return backend(CODECS.refreshTokens(), System::nanoTime);
    }

    static CoherentCacheBackend<ClientDetails> clients() {
        return clients(System::nanoTime);
    }

    static CoherentCacheBackend<ClientDetails> clients(LongSupplier clock) {
        return backend(CODECS.clients(), clock);
    }

    /** The clock is that of the backend in process; nobody moves that of a server. */
    private static <V> CoherentCacheBackend<V> backend(EntryCodec<V> codec, LongSupplier clock) {
        return TestBackends.chosen(codec)
                .orElseGet(() -> CaffeineCacheBackend.forSingleNode(CaffeineSettings.ofEntries(10_000), clock));
    }
}
