package io.github.tokencache.examples.studylog.lab;

/**
 * What a login holds at a time.
 *
 * @param refresh its refresh token
 * @param access its access token
 */
record Tokens(String refresh, String access) {

    /** Without the tokens. */
    @Override
    public String toString() {
        return "tokens " + Label.of(refresh) + " and " + Label.of(access);
    }
}
