package io.github.tokencache.springsecurityoauth2.autoconfigure;

/** Where the caches live: the values of {@code tokencache.backend}. */
enum BackendType {
    /** In the memory of this process. */
    CAFFEINE,
    /** In a Redis that all nodes share. */
    REDIS,
    /** In a Redis that all nodes share, and for a short lease in the memory of each. */
    TWO_LEVEL
}
