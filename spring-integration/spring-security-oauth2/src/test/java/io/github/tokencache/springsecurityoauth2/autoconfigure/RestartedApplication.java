package io.github.tokencache.springsecurityoauth2.autoconfigure;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.tokencache.springsecurityoauth2.Tables;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.Base64;
import java.util.List;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** Starts an authorization server, issues a token, checks it from the cache, and ends. For a class loader of its own. */
public final class RestartedApplication implements Runnable {
    private static final String APP = "Basic " + Base64.getEncoder().encodeToString("app:s".getBytes(UTF_8));

    /** For the class loader's owner. */
    public RestartedApplication() {}

    @Override
    public void run() {
        start(true);
    }

    /** With tokencache or without. */
    static void start(boolean caching) {
        Tables tables = new Tables();
        tables.jdbc()
                .update("insert into oauth_client_details (client_id, client_secret, scope, authorized_grant_types)"
                        + " values ('app', 's', 'all', 'password')");
        try (ConfigurableApplicationContext context = new SpringApplicationBuilder(
                        Wirings.Application.class, Wirings.ByInterface.class)
                .initializers(starting -> starting.getBeanFactory().registerSingleton("tables", tables))
                .properties("server.port=0", "spring.main.banner-mode=off")
                .run("--tokencache.backend=caffeine", "--tokencache.enabled=" + caching)) {
            use(((WebServerApplicationContext) context).getWebServer().getPort(), tables, caching);
        } finally {
            tables.jdbc().execute("shutdown"); // else H2 keeps it for the process
            tables.close();
        }
    }

    private static void use(int port, Tables tables, boolean caching) {
        String token = accessToken(post(port, "/oauth/token", "grant_type=password&username=a&password=p"));
        post(port, "/oauth/check_token", "token=" + token);
        List<String> statements = tables.statementsOf(() -> post(port, "/oauth/check_token", "token=" + token));
        if (statements.isEmpty() != caching) {
            throw new IllegalStateException("Caching should be " + caching + ", but sent was " + statements);
        }
    }

    private static String accessToken(byte[] answer) {
        try {
            return new ObjectMapper().readTree(answer).path("access_token").asText();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Over a client of the JDK that keeps no thread. */
    private static byte[] post(int port, String path, String form) {
        try {
            HttpURLConnection connection = (HttpURLConnection)
                    URI.create("http://localhost:" + port + path).toURL().openConnection();
            connection.setRequestProperty("Authorization", APP);
            connection.setRequestProperty("Connection", "close");
            connection.setDoOutput(true);
            connection.getOutputStream().write(form.getBytes(UTF_8));
            try (InputStream answer = connection.getInputStream()) {
                return answer.readAllBytes();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
