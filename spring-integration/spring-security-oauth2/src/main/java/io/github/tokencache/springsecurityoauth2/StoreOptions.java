package io.github.tokencache.springsecurityoauth2;

import io.github.tokencache.CacheBackend;
import io.github.tokencache.CacheEnvironment;
import io.github.tokencache.CachingTokenStore;
import io.github.tokencache.CachingTokenStoreBuilder;
import io.github.tokencache.HitSampling;
import io.github.tokencache.TokenCacheSettings;
import io.github.tokencache.TokenEntry;
import io.github.tokencache.TokenStore;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.common.OAuth2AccessToken;
import org.springframework.security.oauth2.common.OAuth2RefreshToken;
import org.springframework.security.oauth2.provider.OAuth2Authentication;

/** What both builders of token stores collect. */
final class StoreOptions {
    TokenCacheSettings settings = TokenCacheSettings.defaults();
    CacheEnvironment environment = CacheEnvironment.of("tokens");
    boolean populate;
    boolean elide;
    boolean indexClients;
    double sampledHits;

    @Nullable CacheBackend<TokenEntry<OAuth2RefreshToken, OAuth2Authentication>> payloads;

    /** Checks the share at once. */
    static double share(double value) {
        return value == 0
                ? 0
                : HitSampling.atRandom(value, ShapedCodec.accessTokens(AllowList.everything()))
                        .share();
    }

    CachingTokenStore<OAuth2AccessToken, OAuth2RefreshToken, OAuth2Authentication> assemble(
            TokenStore<OAuth2AccessToken, OAuth2RefreshToken, OAuth2Authentication> delegate,
            SpringTokenModel model,
            CacheBackend<TokenEntry<OAuth2AccessToken, OAuth2Authentication>> backend,
            CacheEnvironment resolved) {
        CachingTokenStoreBuilder<OAuth2AccessToken, OAuth2RefreshToken, OAuth2Authentication> builder =
                CachingTokenStore.builder(delegate, model, backend)
                        .settings(settings)
                        .environment(resolved);
        if (populate) {
            builder.populateOnStore();
        }
        if (indexClients) {
            builder.indexClients();
        }
        if (elide) {
            builder.elideUnchangedStores(ShapedCodec.accessTokens(AllowList.everything()));
        }
        if (sampledHits > 0) {
            builder.sampleHits(HitSampling.atRandom(sampledHits, ShapedCodec.accessTokens(AllowList.everything())));
        }
        if (payloads != null) {
            builder.refreshPayloads(payloads);
        }
        return builder.build();
    }
}
