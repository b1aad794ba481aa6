package io.github.tokencache.springsecurityoauth2;

import java.util.Objects;
import org.springframework.security.oauth2.provider.token.TokenStore;
import org.springframework.security.oauth2.provider.token.store.InMemoryTokenStore;
import org.springframework.security.oauth2.provider.token.store.JwtTokenStore;
import org.springframework.security.oauth2.provider.token.store.jwk.JwkTokenStore;

/** Which token stores can be cached. */
final class Delegates {
    private Delegates() {}

    static TokenStore requireCacheable(TokenStore delegate) {
        Objects.requireNonNull(delegate, "delegate");
        if (delegate instanceof JwtTokenStore || delegate instanceof JwkTokenStore) {
            throw refused("keep its tokens", delegate, "a JWT carries its own content, use that store without a cache");
        }
        if (delegate instanceof LeanJdbcTokenStore) {
            throw refused("not cache by itself", delegate, "it owns its cache, use it as it is");
        }
        if (delegate instanceof CachingTokenStore) {
            throw refused("not cache by itself", delegate, "pass the store behind it");
        }
        return delegate;
    }

    static void requireOneTokenForAnAuthentication(TokenStore delegate) {
        if (delegate instanceof InMemoryTokenStore) {
            throw refused(
                    "keep one token for an authentication to elide unchanged stores",
                    delegate,
                    "leave out elideUnchangedStores()");
        }
    }

    private static IllegalArgumentException refused(String rule, TokenStore delegate, String advice) {
        return new IllegalArgumentException(
                "delegate must " + rule + ", but was " + delegate.getClass().getName() + "; " + advice);
    }
}
