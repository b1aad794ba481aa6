package io.github.tokencache.springsecurityoauth2.autoconfigure;

import io.github.tokencache.CacheBackend;
import io.github.tokencache.TokenEntry;
import io.github.tokencache.caffeine.CaffeineCacheBackend;
import io.github.tokencache.caffeine.CaffeineSettings;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.common.OAuth2AccessToken;
import org.springframework.security.oauth2.common.OAuth2RefreshToken;
import org.springframework.security.oauth2.provider.ClientDetails;
import org.springframework.security.oauth2.provider.OAuth2Authentication;

/** Backends in the memory of this process. */
final class CaffeineBackends implements Backends {
    private final TokenCacheProperties properties;

    CaffeineBackends(TokenCacheProperties properties) {
        this.properties = properties;
    }

    @Override
    public CacheBackend<TokenEntry<OAuth2AccessToken, OAuth2Authentication>> accessTokens() {
        AccessTokenProperties tokens = properties.accessTokens;
        return backend(
                "tokencache.access-tokens", tokens.maximumEntries, tokens.maximumNegatives, tokens.maximumTagMembers);
    }

    @Override
    public CacheBackend<TokenEntry<OAuth2RefreshToken, OAuth2Authentication>> refreshTokens() {
        RefreshTokenProperties tokens = properties.refreshTokens;
        return backend(
                "tokencache.refresh-tokens", tokens.maximumEntries, tokens.maximumNegatives, tokens.maximumTagMembers);
    }

    @Override
    public CacheBackend<ClientDetails> clients() {
        ClientProperties clients = properties.clients;
        return backend(
                "tokencache.clients", clients.maximumEntries, clients.maximumNegatives, clients.maximumTagMembers);
    }

    /** Elision needs the word that no other node writes, which only its property can give. */
    private <V> CacheBackend<V> backend(String prefix, long entries, long negatives, int tagMembers) {
        CaffeineSettings<V> settings =
                InvalidPropertyException.named(prefix, () -> CaffeineSettings.<V>ofEntries(entries)
                        .withMaximumNegatives(negatives)
                        .withMaximumTagMembers(tagMembers));
        return properties.accessTokens.elideUnchangedStores
                ? CaffeineCacheBackend.forSingleNode(settings)
                : CaffeineCacheBackend.create(settings);
    }

    @Override
    public BackendType type() {
        return BackendType.CAFFEINE;
    }

    @Override
    public Map<String, Object> statistics(CacheBackend<?> backend) {
        return backend instanceof CaffeineCacheBackend<?> cache ? Map.of("process", cache.statistics()) : Map.of();
    }

    @Override
    public @Nullable BackendProbe probe() {
        return null;
    }

    @Override
    public String toString() {
        return "the memory of this process";
    }

    @Override
    public void close() {
        // Nothing runs and nothing is connected.
    }
}
