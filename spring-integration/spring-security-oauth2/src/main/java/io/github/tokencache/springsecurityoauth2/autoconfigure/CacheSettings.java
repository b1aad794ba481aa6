package io.github.tokencache.springsecurityoauth2.autoconfigure;

import io.github.tokencache.CacheEnvironment;
import io.github.tokencache.HitSampling;
import io.github.tokencache.TokenCacheListener;
import io.github.tokencache.TokenCacheSettings;
import io.github.tokencache.TokenKeys;
import io.github.tokencache.springsecurityoauth2.OAuth2Codecs;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the properties come to, checked: the settings and surroundings of both caches. */
record CacheSettings(
        TokenCacheSettings accessTokens,
        CacheEnvironment accessTokenEnvironment,
        TokenCacheSettings clients,
        CacheEnvironment clientEnvironment) {
    private static final String NAMESPACE = "tokencache.namespace";
    private static final String CLIENTS = ".clients";
    private static final int LONGEST_NAMESPACE = 64 - CLIENTS.length();

    static CacheSettings of(
            TokenCacheProperties properties, List<TokenCacheListener> listeners, @Nullable CacheListeners byCache) {
        requireNamespace(properties.namespace);
        requireShare("tokencache.access-tokens.sample-hits", properties.accessTokens.sampleHits);
        requireShare("tokencache.clients.sample-hits", properties.clients.sampleHits);
        return new CacheSettings(
                properties.accessTokens.settings(),
                environment(
                        properties, properties.namespace, with(byCache == null ? null : byCache.tokens(), listeners)),
                properties.clients.settings(),
                environment(
                        properties,
                        properties.namespace + CLIENTS,
                        with(byCache == null ? null : byCache.clients(), listeners)));
    }

    /** A share of none needs no codec to be checked with, which would be made at each start. */
    private static void requireShare(String property, double share) {
        if (share == 0) {
            return;
        }
        InvalidPropertyException.of(
                property,
                () -> HitSampling.atRandom(share, OAuth2Codecs.withDefaults().clients()));
    }

    private static List<TokenCacheListener> with(@Nullable TokenCacheListener first, List<TokenCacheListener> others) {
        return first == null
                ? others
                : Stream.concat(Stream.of(first), others.stream()).toList();
    }

    /** The caches clear apart, so the clients have a namespace of their own. */
    private static void requireNamespace(String namespace) {
        if (!namespace.matches("[A-Za-z0-9][A-Za-z0-9._-]{0," + (LONGEST_NAMESPACE - 1) + "}")) {
            throw new InvalidPropertyException(
                    NAMESPACE,
                    "namespace must be 1 to " + LONGEST_NAMESPACE + " letters, digits, '.', '_' and '-', but was '"
                            + namespace + "'",
                    null);
        }
    }

    private static CacheEnvironment environment(
            TokenCacheProperties properties, String namespace, List<TokenCacheListener> listeners) {
        return CacheEnvironment.of(namespace)
                .withKeys(keys(namespace, properties.keyDigestSecret))
                .withListener(TokenCacheListeners.of(listeners))
                .withFaults(properties.faults.policy());
    }

    private static TokenKeys keys(String namespace, @Nullable String secret) {
        return secret == null
                ? TokenKeys.sha256(namespace)
                : InvalidPropertyException.of(
                        "tokencache.key-digest-secret",
                        () -> TokenKeys.hmacSha256(namespace, secret.getBytes(StandardCharsets.UTF_8)));
    }
}
