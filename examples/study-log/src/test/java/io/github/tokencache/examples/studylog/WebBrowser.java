package io.github.tokencache.examples.studylog;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A browser as far as these tests need one: it keeps cookies, also secure ones as browsers do for localhost, and follows
 * redirects only when told to.
 */
public final class WebBrowser {
    private static final Pattern HIDDEN = Pattern.compile("type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\"");

    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<String, Cookie> cookies = new LinkedHashMap<>();
    private final URI server;

    private record Cookie(String value, String path) {}

    public WebBrowser(URI server) {
        this.server = server;
    }

    public HttpResponse<String> get(String address, String... headers) {
        return send("GET", address, BodyPublishers.noBody(), headers);
    }

    public HttpResponse<String> postForm(String address, Map<String, String> form, String... headers) {
        return send("POST", address, BodyPublishers.ofString(encoded(form)), with(headers, "Content-Type", FORM));
    }

    public HttpResponse<String> postJson(String address, String json, String... headers) {
        return send("POST", address, BodyPublishers.ofString(json), with(headers, "Content-Type", "application/json"));
    }

    private static final String FORM = "application/x-www-form-urlencoded";

    private static String[] with(String[] headers, String name, String value) {
        String[] all = new String[headers.length + 2];
        System.arraycopy(headers, 0, all, 2, headers.length);
        all[0] = name;
        all[1] = value;
        return all;
    }

    /** Sends a request, and keeps the cookies of its answer. */
    public HttpResponse<String> send(String method, String address, BodyPublisher body, String... headers) {
        URI target = server.resolve(address);
        HttpRequest.Builder request = HttpRequest.newBuilder(target).method(method, body);
        String sent = cookies.entrySet().stream()
                .filter(cookie -> target.getPath().startsWith(cookie.getValue().path()))
                .map(cookie -> cookie.getKey() + '=' + cookie.getValue().value())
                .collect(Collectors.joining("; "));
        if (!sent.isEmpty()) {
            request.header("Cookie", sent);
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        HttpResponse<String> response = send(request.build());
        response.headers().allValues("Set-Cookie").forEach(this::keep);
        return response;
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void keep(String header) {
        String[] parts = header.split("; *", -1);
        int equals = parts[0].indexOf('=');
        String path = "/";
        boolean removed = false;
        for (String part : parts) {
            path = part.startsWith("Path=") ? part.substring(5) : path;
            removed |= part.equals("Max-Age=0");
        }
        String name = parts[0].substring(0, equals);
        if (removed) {
            cookies.remove(name);
        } else {
            cookies.put(name, new Cookie(parts[0].substring(equals + 1), path));
        }
    }

    /** The value of a cookie, empty where it is not there. */
    public String cookie(String name) {
        Cookie cookie = cookies.get(name);
        return cookie == null ? "" : cookie.value();
    }

    /** Puts a cookie that was got elsewhere. */
    public void putCookie(String name, String value, String path) {
        cookies.put(name, new Cookie(value, path));
    }

    /** Where an answer leads to, with this server in front. */
    public String location(HttpResponse<String> response) {
        return server.resolve(response.headers().firstValue("Location").orElseThrow())
                .toString();
    }

    /** Goes to the provider, chooses the account, and returns the address that the provider sends the browser back to. */
    public String chooseAccount(String account) {
        String authorize = location(get("/oauth2/authorization/google"));
        Map<String, String> form = new LinkedHashMap<>();
        Matcher hidden = HIDDEN.matcher(get(authorize).body());
        while (hidden.find()) {
            form.put(hidden.group(1), hidden.group(2).replace("&amp;", "&"));
        }
        form.put("account", account);
        return location(postForm("/google/authorize", form));
    }

    public static String encoded(Map<String, String> form) {
        return form.entrySet().stream()
                .map(field -> field.getKey() + '=' + URLEncoder.encode(field.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
    }
}
