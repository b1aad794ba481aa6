package io.github.tokencache.redis;

/**
 * From when until when a node may serve from its memory, by its own monotonic clock. One object, so that a reader sees
 * both ends of the same moment.
 *
 * @param stands whether there is such a time
 * @param from its start
 * @param until its end, exclusive
 */
record Standing(boolean stands, long from, long until) {
    static final Standing NONE = new Standing(false, 0, 0);

    boolean covers(long now) {
        return stands && now - from >= 0 && now - until < 0;
    }
}
