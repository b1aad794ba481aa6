package io.github.tokencache.spring.rotation;

import java.util.LinkedHashMap;
import java.util.Map;

/** Digests of tokens that will never be good again, the latest ones. Refuses only: what is not in here says nothing. */
final class FinalRefusals {
    private final Map<String, Boolean> digests;

    FinalRefusals(int capacity) {
        this.digests = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
                return size() > capacity;
            }
        };
    }

    synchronized boolean contains(String digest) {
        return digests.get(digest) != null;
    }

    synchronized void add(String digest) {
        digests.put(digest, true);
    }
}
