package io.github.tokencache.examples.studylog.lab;

import org.jspecify.annotations.Nullable;

/**
 * What came of one request of an experiment.
 *
 * @param who who made it
 * @param status the HTTP status; null where no request was needed
 * @param outcome in a word
 * @param statements the statements that it cost
 * @param label of the refresh token that was given, or taken
 * @param error the code of the error that was answered
 */
record Step(
        String who,
        @Nullable Integer status,
        String outcome,
        int statements,
        @Nullable String label,
        @Nullable String error) {}
