package io.github.tokencache.history;

import org.jspecify.annotations.Nullable;

/** A cache as libraries offer it: get, put, remove. Faults of it are nobody's business but its own. */
interface PlainCache {

    @Nullable String get(String key);

    void put(String key, String value);

    void remove(String key);

    void clear();
}
