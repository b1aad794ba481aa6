package io.github.tokencache.examples.studylog.members;

import static io.github.tokencache.examples.studylog.members.Session.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tokencache.examples.studylog.RunningApplication;
import io.github.tokencache.examples.studylog.WebBrowser;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.web.util.UriComponentsBuilder;

/** What somebody may send who means no good; what belongs to others is never lost by it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadInputTest {
    private static final String MINA = "stand-in-mina";
    private static final String FAILED = "/?login=failed";

    private final RunningApplication application = RunningApplication.start();

    @AfterAll
    void stop() {
        application.close();
    }

    @Test
    void aForgedStateIsRefusedAndTheLoginUnderWayGoesOn() {
        WebBrowser browser = application.browser();
        String callback = browser.chooseAccount(MINA);

        HttpResponse<String> forged = browser.get(with(callback, "state", "forged"));

        assertThat(browser.location(forged)).endsWith(FAILED);
        assertThat(login(browser).statusCode()).isEqualTo(401);
        browser.get(callback);
        assertThat(login(browser).statusCode()).isEqualTo(200);
    }

    @Test
    void aCallbackInAnotherBrowserIsRefused() {
        String callback = application.browser().chooseAccount(MINA);
        WebBrowser other = application.browser();

        assertThat(other.location(other.get(callback))).endsWith(FAILED);
        assertThat(login(other).statusCode()).isEqualTo(401);
    }

    @Test
    void anotherMembersCodeIsRefusedByItsNonceAndItsVerifier() {
        WebBrowser victim = application.browser();
        String expected = victim.chooseAccount(MINA);
        String injected = value(application.browser().chooseAccount("stand-in-jun"), "code");

        HttpResponse<String> refused = victim.get(with(expected, "code", injected));

        assertThat(victim.location(refused)).endsWith(FAILED);
        assertThat(login(victim).statusCode()).isEqualTo(401);
    }

    @Test
    void aCallbackUsedTwiceIsRefusedTheSecondTime() {
        WebBrowser browser = application.browser();
        String callback = browser.chooseAccount(MINA);
        browser.get(callback);
        assertThat(login(browser).statusCode()).isEqualTo(200);

        assertThat(browser.location(browser.get(callback))).endsWith(FAILED);
        assertThat(login(browser).statusCode()).isEqualTo(401);
    }

    @Test
    void aTokenThatIsTooLongIsRefused() {
        HttpResponse<String> refused =
                application.browser().get("/api/me", "Authorization", "Bearer " + "a".repeat(4000));

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(json(refused)).containsEntry("error", "invalid_request");
    }

    @Test
    void headersThatAreTooLongAreRefusedAndTheServerGoesOn() {
        WebBrowser browser = application.browser();

        assertThat(browser.get("/api/me", "X-Correlation-Id", "a".repeat(100_000))
                        .statusCode())
                .isEqualTo(400);

        assertThat(browser.get("/api/me").statusCode()).isEqualTo(401);
    }

    @Test
    void aCookieThatIsNoRefreshTokenIsRefused() {
        for (String cookie : new String[] {"forged", "a".repeat(4000), "'or'1'='1", "<script>"}) {
            WebBrowser browser = application.browser();
            browser.putCookie("study_log_refresh", cookie, "/api/auth");

            HttpResponse<String> refused = browser.postForm("/api/auth/refresh", Map.of());

            assertThat(refused.statusCode()).isEqualTo(401);
            assertThat(json(refused)).containsEntry("error", "invalid_grant");
            assertThat(refused.body()).doesNotContain(cookie);
            assertThat(browser.postForm("/api/auth/logout", Map.of()).statusCode())
                    .isEqualTo(204);
        }
    }

    @Test
    void aNameThatIsAScriptIsAnsweredAsTextInJson() {
        HttpResponse<String> me =
                Session.ofMember(application, "stand-in-script").get("/api/me");

        assertThat(json(me)).containsEntry("name", "<script>alert('name')</script>");
        assertThat(me.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(me.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    }

    @Test
    void aPathThatTriesToGetAroundTheCheckIsRefused() {
        WebBrowser browser = application.browser();
        for (String path :
                new String[] {"/api//me", "/api/auth/../me", "/api/auth/%2e%2e/me", "/api/me;x=/api/auth/"}) {
            assertThat(browser.get(path).statusCode()).as(path).isEqualTo(400);
        }
        assertThat(browser.get("/API/me").statusCode()).isNotEqualTo(200);
        assertThat(browser.get("/api/me/").statusCode()).isEqualTo(401);
    }

    private static HttpResponse<String> login(WebBrowser browser) {
        return browser.postForm("/api/auth/login", Map.of());
    }

    private static String with(String address, String parameter, String value) {
        return UriComponentsBuilder.fromUriString(address)
                .replaceQueryParam(parameter, value)
                .build(true)
                .toUriString();
    }

    private static String value(String address, String parameter) {
        return String.valueOf(UriComponentsBuilder.fromUriString(address)
                .build()
                .getQueryParams()
                .getFirst(parameter));
    }
}
