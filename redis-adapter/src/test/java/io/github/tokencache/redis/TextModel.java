package io.github.tokencache.redis;

import io.github.tokencache.EntryModel;
import io.github.tokencache.TokenKey;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Strings that never expire, all by the same name.
 *
 * @param name the name
 * @param tags the tags
 */
record TextModel(TokenKey name, Set<TokenKey> tags) implements EntryModel<String> {

    @Override
    public boolean holds(String value, TokenKey other) {
        return name.equals(other);
    }

    @Override
    public Set<TokenKey> tags(String value) {
        return tags;
    }

    @Override
    public @Nullable Instant expiry(String value) {
        return null;
    }

    @Override
    public String copy(String value) {
        return value;
    }
}
