package io.github.tokencache.examples.studylog.load;

/**
 * An access token that somebody was given.
 *
 * @param item its number in the history
 * @param version what a read of it yields there while it is good
 * @param token the token
 */
record Issued(int item, long version, String token) {

    /** Without the token. */
    @Override
    public String toString() {
        return "access token " + item;
    }
}
