package io.github.tokencache.examples.studylog.counting;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * The server's answer to one request. Its body may hold tokens, so it is in no message.
 *
 * @param path the path that was asked
 * @param status the HTTP status
 * @param body the body, JSON or empty
 */
record Answer(String path, int status, String body) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** This answer, if it has the {@code expected} status: the count of another answer would be worthless. */
    Answer requireStatus(int expected) {
        if (status != expected) {
            throw new IllegalStateException(
                    "status of " + path + " must be " + expected + ", but was " + status + ' ' + field("error"));
        }
        return this;
    }

    /** This answer, if its {@code field} is {@code expected}. */
    Answer require(String field, String expected) {
        if (!field(field).equals(expected)) {
            throw new IllegalStateException(
                    field + " in the answer of " + path + " must be the expected one, but was not");
        }
        return this;
    }

    /** This answer, if its {@code field} is there and not {@code refused}. */
    Answer requireOther(String field, String refused) {
        if (field(field).isEmpty() || field(field).equals(refused)) {
            throw new IllegalStateException(field + " in the answer of " + path + " must be a new one, but was not");
        }
        return this;
    }

    String accessToken() {
        return field("access_token");
    }

    String refreshToken() {
        return field("refresh_token");
    }

    /** The text of a field, empty where there is none. */
    String field(String name) {
        try {
            JsonNode json = JSON.readTree(body);
            return json.path(name).asText();
        } catch (JsonProcessingException e) {
            return "";
        }
    }

    @Override
    public String toString() {
        return path + ' ' + status;
    }
}
