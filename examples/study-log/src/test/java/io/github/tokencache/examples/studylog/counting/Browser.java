package io.github.tokencache.examples.studylog.counting;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.tokencache.examples.studylog.Members;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A member's browser in the authorization code flow: keeps cookies, sends the login form, follows no redirect unseen. */
final class Browser {

    static final String REDIRECT_URI = "http://localhost/signed-in";

    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" type=\"hidden\" value=\"([^\"]+)\"");
    private static final Pattern CODE = Pattern.compile(Pattern.quote(REDIRECT_URI) + "\\?code=([^&]+)");

    private final HttpClient http =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
    private final URI server;

    Browser(URI server) {
        this.server = server;
    }

    /** Asks for authorization, logs in where it is sent to, and returns the code that the redirect carries. */
    String logInAndAuthorize(String clientId) {
        String authorize = "/oauth/authorize?response_type=code&client_id=" + clientId + "&redirect_uri="
                + URLEncoder.encode(REDIRECT_URI, UTF_8);
        String loginPage = location(get(authorize));
        logIn(group(CSRF, get(loginPage).body()));
        return group(CODE, location(get(authorize)));
    }

    private void logIn(String csrf) {
        String form = "username=" + Members.NAME + "&password=" + Members.PASSWORD + "&_csrf=" + csrf;
        send(request("/login")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form))
                .build());
    }

    private HttpResponse<String> get(String path) {
        return send(request(path).build());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(server.resolve(path));
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String location(HttpResponse<String> response) {
        return response.headers().firstValue("Location").orElseThrow();
    }

    private static String group(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw new IllegalStateException("page must contain " + pattern);
        }
        return matcher.group(1);
    }
}
