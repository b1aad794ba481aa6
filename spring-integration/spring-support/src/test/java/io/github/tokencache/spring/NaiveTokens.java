package io.github.tokencache.spring;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/** The way it is usually done: look aside, put on store, evict with the statement. To show that the tests can fail. */
final class NaiveTokens implements Tokens {
    private final Tokens delegate;
    private final ConcurrentMap<String, String> owners = new ConcurrentHashMap<>();

    NaiveTokens(Tokens delegate) {
        this.delegate = delegate;
    }

    @Override
    public @Nullable String ownerOf(String token) {
        String cached = owners.get(token);
        if (cached != null) {
            return cached;
        }
        String loaded = delegate.ownerOf(token);
        if (loaded != null) {
            owners.put(token, loaded);
        }
        return loaded;
    }

    @Override
    public void store(String token, String owner) {
        delegate.store(token, owner);
        owners.put(token, owner);
    }

    @Override
    public void revoke(String token) {
        delegate.revoke(token);
        owners.remove(token);
    }

    @Override
    public void revokeAllOf(String owner) {
        delegate.revokeAllOf(owner);
        owners.values().removeIf(owner::equals);
    }
}
