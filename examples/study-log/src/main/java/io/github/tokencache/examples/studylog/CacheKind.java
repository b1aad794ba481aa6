package io.github.tokencache.examples.studylog;

/** Where the caches of the server live. */
public enum CacheKind {
    /** In the server's own memory: for an authorization server of one process. */
    CAFFEINE("caffeine"),
    /** In a Redis that all nodes share. */
    REDIS("redis"),
    /** In a Redis that all nodes share, and for moments in the memory of each. */
    TWO_LEVEL("two-level");

    private final String label;

    CacheKind(String label) {
        this.label = label;
    }

    /** The name of this kind in tables, files and the property {@code study-log.cache}. */
    public String label() {
        return label;
    }

    /** Whether the caches of this kind are shared by several nodes. */
    public boolean isShared() {
        return this != CAFFEINE;
    }

    /** The kind called {@code label}; one that does not exist is refused with the names of those that do. */
    public static CacheKind labelled(String label) {
        for (CacheKind kind : values()) {
            if (kind.label.equals(label)) {
                return kind;
            }
        }
        throw new IllegalArgumentException("cache must be one of caffeine, redis, two-level, but was " + label);
    }
}
