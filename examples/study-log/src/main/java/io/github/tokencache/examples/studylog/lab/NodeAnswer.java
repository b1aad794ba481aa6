package io.github.tokencache.examples.studylog.lab;

import org.jspecify.annotations.Nullable;

/**
 * What a node has answered to one request.
 *
 * @param request the correlation id of the request
 * @param status the HTTP status
 * @param tokens the new tokens, where there are any
 * @param error the code of the error, where there is one
 */
record NodeAnswer(
        String request,
        int status,
        @Nullable Tokens tokens,
        @Nullable String error) {

    boolean isGood() {
        return status / 100 == 2;
    }

    Tokens requireTokens() {
        if (tokens == null) {
            throw new IllegalStateException("answer must have tokens, but was " + this);
        }
        return tokens;
    }
}
