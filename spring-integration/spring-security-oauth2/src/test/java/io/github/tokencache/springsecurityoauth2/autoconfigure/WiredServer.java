package io.github.tokencache.springsecurityoauth2.autoconfigure;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.tokencache.spring.rotation.FamilySchema;
import io.github.tokencache.springsecurityoauth2.Tables;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** An application over HTTP whose statements are counted. */
final class WiredServer implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String APP = "Basic " + Base64.getEncoder().encodeToString("app:s".getBytes(UTF_8));

    private final Tables tables;
    private final AtomicInteger members = new AtomicInteger();
    private final HttpClient http = HttpClient.newHttpClient();
    private final ConfigurableApplicationContext context;

    private WiredServer(Tables tables, Class<?> wiring, String... properties) {
        this.tables = tables;
        tables.jdbc()
                .update("insert into oauth_client_details (client_id, client_secret, scope, authorized_grant_types,"
                        + " access_token_validity, refresh_token_validity)"
                        + " values ('app', 's', 'all', 'password,refresh_token', 1800, 86400)");
        context = new SpringApplicationBuilder(Wirings.Application.class, wiring)
                .initializers(starting -> starting.getBeanFactory().registerSingleton("tables", tables))
                .properties("server.port=0", "spring.main.banner-mode=off", "tokencache.backend=caffeine")
                .run(Arrays.stream(properties).map(it -> "--" + it).toArray(String[]::new));
    }

    static WiredServer start(Class<?> wiring, String... properties) {
        return new WiredServer(new Tables(), wiring, properties);
    }

    /** With the tables of rotation too. */
    static WiredServer startWithFamilies(Class<?> wiring, String... properties) {
        Tables tables = new Tables();
        FamilySchema.create(tables.dataSource());
        return new WiredServer(tables, wiring, properties);
    }

    ConfigurableApplicationContext context() {
        return context;
    }

    Tables tables() {
        return tables;
    }

    /** The statements of: the third grant in a row, the second check, a refresh, a refresh with an unknown token. */
    List<Integer> counts() {
        issue(member()); // from here on the client is known
        return Stream.<Supplier<Integer>>of(this::issueAgain, this::checkAgain, this::refresh, this::refreshUnknown)
                .map(Supplier::get)
                .toList();
    }

    private int issueAgain() {
        String member = member();
        issue(member);
        issue(member);
        return tables.statementsOf(() -> issue(member)).size();
    }

    private int checkAgain() {
        String token = issue(member()).path("access_token").asText();
        check(token, 200);
        return tables.statementsOf(() -> check(token, 200)).size();
    }

    private int refresh() {
        JsonNode issued = issue(member());
        int statements = tables.statementsOf(
                        () -> redeem(issued.path("refresh_token").asText(), 200))
                .size();
        check(issued.path("access_token").asText(), 400);
        return statements;
    }

    private int refreshUnknown() {
        return tables.statementsOf(() -> redeem("unknown", 400)).size();
    }

    String member() {
        return "member-" + members.incrementAndGet();
    }

    JsonNode issue(String member) {
        return post("/oauth/token", Map.of("grant_type", "password", "username", member, "password", "p"), APP, 200);
    }

    JsonNode redeem(String refreshToken, int status) {
        return post("/oauth/token", Map.of("grant_type", "refresh_token", "refresh_token", refreshToken), APP, status);
    }

    JsonNode check(String token, int status) {
        return post("/oauth/check_token", Map.of("token", token), "", status);
    }

    void revoke(String token) {
        post("/oauth/revoke", Map.of("token", token), APP, 200);
    }

    private JsonNode post(String path, Map<String, String> form, String authorization, int status) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address(path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form.entrySet().stream()
                        .map(field -> field.getKey() + '=' + URLEncoder.encode(field.getValue(), UTF_8))
                        .collect(Collectors.joining("&"))));
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        HttpResponse<String> response = send(request.build());
        assertThat(response.statusCode()).as(path + " " + response.body()).isEqualTo(status);
        try {
            return JSON.readTree(response.body());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The status of a GET with a token. */
    int get(String path, String token) {
        return send(HttpRequest.newBuilder(address(path))
                        .header("Authorization", "Bearer " + token)
                        .build())
                .statusCode();
    }

    /** The status of a GET without a token. */
    int get(String path) {
        return send(HttpRequest.newBuilder(address(path)).build()).statusCode();
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private URI address(String path) {
        int port = ((WebServerApplicationContext) context).getWebServer().getPort();
        return URI.create("http://localhost:" + port + path);
    }

    @Override
    public void close() {
        context.close();
        tables.close();
    }
}
