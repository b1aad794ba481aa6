package io.github.tokencache.testkit.store;

/** What the naive caches do; each is somebody's real code. */
enum Habit {
    EVICT_BEFORE,
    EVICT_AFTER,
    FILL_ONLY_IF_ABSENT,
    FORGET_THE_REFRESH_TOKEN,
    SHARE_OBJECTS,
    KEY_BY_USER,
    REMEMBER_UNKNOWN,
    PUT_ON_STORE,
    JOIN_BY_KEY,
    NO_SINGLE_FLIGHT,
    TOMBSTONE,
    KEEP_BY_LOGIN,
    WRAP_FAILURES,
    KEEP_FAILURES
}
