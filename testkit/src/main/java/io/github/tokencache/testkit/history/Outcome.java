package io.github.tokencache.testkit.history;

/** How an event ended, as far as its process, or a look at the database afterwards, could tell. */
public enum Outcome {
    /** A read that yielded the version of the event. */
    SEEN,
    /** A read that found nothing. */
    ABSENT,
    /** A write that is committed. */
    DONE,
    /** A write that changed nothing: refused beforehand, or rolled back. */
    UNDONE,
    /** Not known: still running, killed, or failed so that nobody can tell. */
    UNKNOWN
}
