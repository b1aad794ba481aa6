package io.github.tokencache.examples.studylog.members;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.tokencache.examples.studylog.RunningApplication;
import io.github.tokencache.examples.studylog.WebBrowser;
import java.net.http.HttpResponse;
import java.util.Map;

/** A browser in which somebody is logged in. */
public final class Session {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String COOKIE = "study_log_refresh";

    private final WebBrowser browser;
    private String accessToken;

    private Session(WebBrowser browser, HttpResponse<String> login) {
        this.browser = browser;
        assertThat(login.statusCode()).isEqualTo(200);
        this.accessToken = accessToken(login);
    }

    public static Session ofGuest(RunningApplication application) {
        return ofGuest(application.browser());
    }

    public static Session ofGuest(WebBrowser browser) {
        return new Session(browser, browser.postForm("/api/auth/guest", Map.of()));
    }

    public static Session ofMember(RunningApplication application, String account) {
        WebBrowser browser = application.browser();
        browser.get(browser.chooseAccount(account));
        return new Session(browser, browser.postForm("/api/auth/login", Map.of()));
    }

    public WebBrowser browser() {
        return browser;
    }

    public String accessToken() {
        return accessToken;
    }

    public String refreshToken() {
        return browser.cookie(COOKIE);
    }

    /** Puts another browser's cookie in the place of its own. */
    public void takeCookieOf(Session other) {
        browser.putCookie(COOKIE, other.refreshToken(), "/api/auth");
    }

    public HttpResponse<String> get(String path) {
        return browser.get(path, "Authorization", "Bearer " + accessToken);
    }

    public HttpResponse<String> post(String path, String json) {
        return browser.postJson(path, json, "Authorization", "Bearer " + accessToken);
    }

    public HttpResponse<String> refresh() {
        HttpResponse<String> refreshed = browser.postForm("/api/auth/refresh", Map.of());
        if (refreshed.statusCode() == 200) {
            accessToken = accessToken(refreshed);
        }
        return refreshed;
    }

    public HttpResponse<String> logout() {
        return browser.postForm("/api/auth/logout", Map.of());
    }

    public static Map<String, Object> json(HttpResponse<String> response) {
        try {
            return JSON.readValue(response.body(), new TypeReference<>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(response + " must be JSON", e);
        }
    }

    private static String accessToken(HttpResponse<String> response) {
        return String.valueOf(json(response).get("access_token"));
    }
}
