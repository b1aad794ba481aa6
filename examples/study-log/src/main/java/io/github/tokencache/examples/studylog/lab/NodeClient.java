package io.github.tokencache.examples.studylog.lab;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.tokencache.examples.studylog.logging.CorrelationFilter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Calls one node over HTTP as a browser would. Gives each request an id of its own. Safe for use by any thread. */
final class NodeClient {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String COOKIE = "study_log_refresh";
    private static final Pattern REFRESH_TOKEN = Pattern.compile(COOKIE + "=([^;]+);.*");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();

    private final URI node;

    NodeClient(URI node) {
        this.node = node;
    }

    /** Starts a login. */
    NodeAnswer guest() {
        return send(post("api/auth/guest"));
    }

    NodeAnswer refresh(String refreshToken) {
        return send(post("api/auth/refresh").header("Cookie", COOKIE + '=' + refreshToken));
    }

    NodeAnswer logout(String refreshToken) {
        return send(post("api/auth/logout").header("Cookie", COOKIE + '=' + refreshToken));
    }

    /** A call of the API, which says whose the access token is. */
    NodeAnswer call(String accessToken) {
        return send(request("api/me").header("Authorization", "Bearer " + accessToken));
    }

    private HttpRequest.Builder post(String path) {
        return request(path).POST(BodyPublishers.ofString(""));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(node.resolve(path)).timeout(PATIENCE);
    }

    private static NodeAnswer send(HttpRequest.Builder request) {
        String id = "lab-" + UUID.randomUUID().toString().substring(0, 18);
        request.header(CorrelationFilter.HEADER, id);
        try {
            return answer(id, HTTP.send(request.build(), BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a node was asked", e);
        }
    }

    private static NodeAnswer answer(String id, HttpResponse<String> response) {
        JsonNode body = json(response.body());
        String refreshToken = response.headers().allValues("Set-Cookie").stream()
                .map(REFRESH_TOKEN::matcher)
                .filter(Matcher::matches)
                .map(cookie -> cookie.group(1))
                .findFirst()
                .orElse(null);
        return new NodeAnswer(
                id,
                response.statusCode(),
                refreshToken == null
                        ? null
                        : new Tokens(refreshToken, body.path("access_token").asText()),
                text(body, "error"));
    }

    private static @Nullable String text(JsonNode body, String field) {
        return body.path(field).isMissingNode() ? null : body.path(field).asText();
    }

    private static JsonNode json(String body) {
        try {
            return JSON.readTree(body.isEmpty() ? "{}" : body);
        } catch (JsonProcessingException e) {
            return JSON.createObjectNode();
        }
    }
}
