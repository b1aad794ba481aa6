package io.github.tokencache.examples.studylog.counting;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;

/** What a registered client sends to the authorization server, over real HTTP. */
final class OAuthClient {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final URI server;
    private final String credentials;

    private OAuthClient(URI server, String credentials) {
        this.server = server;
        this.credentials = "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(UTF_8));
    }

    /** The web application, which acts for members. */
    static OAuthClient web(URI server) {
        return new OAuthClient(server, "study-web:web-secret");
    }

    /** The nightly job, which acts for itself. */
    static OAuthClient batch(URI server) {
        return new OAuthClient(server, "study-batch:batch-secret");
    }

    /** Asks for a token by {@code parameters}, with the client's credentials. */
    Answer token(Map<String, String> parameters) {
        return post("/oauth/token", parameters, credentials);
    }

    Answer check(String accessToken) {
        return post("/oauth/check_token", Map.of("token", accessToken), "");
    }

    Answer revoke(String token) {
        return post("/oauth/revoke", Map.of("token", token), "");
    }

    private Answer post(String path, Map<String, String> parameters, String authorization) {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.resolve(path))
                .timeout(PATIENCE)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form(parameters)));
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        HttpResponse<String> response = send(request.build());
        return new Answer(path, response.statusCode(), response.body());
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException("server must answer " + request.uri() + ", but failed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for " + request.uri(), e);
        }
    }

    private static String form(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(parameter -> parameter.getKey() + '=' + URLEncoder.encode(parameter.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
    }
}
