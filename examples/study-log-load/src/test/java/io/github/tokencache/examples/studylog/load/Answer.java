package io.github.tokencache.examples.studylog.load;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What came of a request.
 *
 * @param status the HTTP status, 0 if there was no answer
 * @param body the body
 * @param cookie the cookie that was set
 * @param start a time before the request
 * @param end a time after the answer
 */
record Answer(int status, String body, String cookie, long start, long end) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern REFRESH_TOKEN = Pattern.compile("study_log_refresh=([^;]+);.*");

    String accessToken() {
        try {
            return JSON.readTree(body).path("access_token").asText();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("body must be JSON, but was not", e);
        }
    }

    String refreshToken() {
        Matcher matcher = REFRESH_TOKEN.matcher(cookie);
        if (!matcher.matches()) {
            throw new IllegalStateException("answer must have a refresh token, but had none");
        }
        return matcher.group(1);
    }

    /** Without what is secret. */
    @Override
    public String toString() {
        return "answer " + status + " after " + (end - start) / 1_000_000 + " ms";
    }
}
