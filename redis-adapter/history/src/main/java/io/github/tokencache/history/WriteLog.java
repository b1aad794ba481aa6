package io.github.tokencache.history;

/** What the database tells of the write of the calling thread. */
interface WriteLog {

    /** The version that the write under way gives to what it touches. */
    long version();

    /** The database has made the write of an item, and this is its place in the order; not committed yet, perhaps. */
    void placed(int item, long order);
}
