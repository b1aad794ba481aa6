package io.github.tokencache;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the loaders ask of the delegate. When Spring's stores find a token by its authentication, they may rewrite the row
 * they answer with, so that token is evicted after each such call; a delegate that promises to read only is spared.
 */
final class DelegateReads<A, R, P> {
    private static final Logger log = LoggerFactory.getLogger(DelegateReads.class);

    private final TokenStore<A, R, P> delegate;
    private final TokenModel<A, R, P> model;
    private final AccessEntries<A, R, P> names;
    private final TokenCache<TokenEntry<A, P>> cache;

    DelegateReads(
            TokenStore<A, R, P> delegate,
            TokenModel<A, R, P> model,
            AccessEntries<A, R, P> names,
            TokenCache<TokenEntry<A, P>> cache) {
        this.delegate = delegate;
        this.model = model;
        this.names = names;
        this.cache = cache;
    }

    /** A token with its authentication, at once where the delegate can. */
    @Nullable TokenEntry<A, P> entry(String tokenValue) {
        if (delegate instanceof EntryTokenStore<A, R, P> entries) {
            return entries.readAccessTokenEntry(tokenValue);
        }
        A token = delegate.readAccessToken(tokenValue);
        return token == null ? null : new TokenEntry<>(token, delegate.readAuthentication(tokenValue));
    }

    /** A call that throws may have deleted the row and not inserted it again: what the alias led to is evicted then. */
    @Nullable A find(P authentication, @Nullable TokenKey alias) {
        if (delegate instanceof EntryTokenStore) {
            return delegate.getAccessToken(authentication);
        }
        A token;
        try {
            token = delegate.getAccessToken(authentication);
        } catch (RuntimeException thrown) {
            evict(alias == null ? null : cache.target(alias));
            throw thrown;
        }
        String value = token == null ? null : model.accessTokenValue(token);
        evict(value == null ? null : names.byValue(value));
        return token;
    }

    /** A cache that cannot be told, which the listener hears, must not cost a read its answer. */
    private void evict(@Nullable TokenKey name) {
        if (name == null) {
            return;
        }
        try {
            cache.write(WriteKind.STORE_ACCESS_TOKEN, Set.of(name), () -> true);
        } catch (CacheWriteException unreachable) {
            log.debug("A token that the store may have rewritten could not be evicted", unreachable);
        }
    }
}
