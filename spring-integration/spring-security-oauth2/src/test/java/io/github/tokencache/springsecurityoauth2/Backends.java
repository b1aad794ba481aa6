package io.github.tokencache.springsecurityoauth2;

import io.github.tokencache.CoherentCacheBackend;
import io.github.tokencache.caffeine.CaffeineCacheBackend;
import io.github.tokencache.caffeine.CaffeineSettings;

/** In-process backends. */
final class Backends {
    private Backends() {}

    static <V> CoherentCacheBackend<V> coherent() {
        return CaffeineCacheBackend.forSingleNode(CaffeineSettings.ofEntries(10_000));
    }
}
