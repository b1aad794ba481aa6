package io.github.tokencache.history;

/** What a campaign does to its processes and connections. */
enum Fault {
    /** The commands of one worker get no answer. */
    FREEZE_COMMANDS,
    /** The command connections of one worker break. */
    CUT_COMMANDS,
    /** The messages to one worker come late. */
    FREEZE_MESSAGES,
    /** The message connections of one worker break. */
    CUT_MESSAGES,
    /** Redis is stopped, and goes on. */
    STOP_REDIS,
    /** Redis is killed, and comes back empty. */
    KILL_REDIS,
    /** Redis is killed, and comes back with what it had some time before. */
    RESTORE_SNAPSHOT,
    /** A worker is stopped, and goes on. */
    STOP_WORKER,
    /** A worker is killed anywhere. */
    KILL_WORKER,
    /** A worker dies when it has told the cache of a write and not yet the database. */
    KILL_WORKER_AFTER_BEGIN,
    /** A worker dies between its commit and its evict. */
    KILL_WORKER_BEFORE_END,
    /** Redis refuses writes: {@code min-replicas-to-write}. */
    MISSING_REPLICAS,
    /** Redis refuses writes: {@code maxmemory}, in steps. */
    OUT_OF_MEMORY,
    /** Redis refuses writes: it is a replica. */
    READ_ONLY_REPLICA,
    /** Redis refuses writes: the user may not. */
    ACL_WITHOUT_WRITE
}
