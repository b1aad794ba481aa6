package io.github.tokencache.examples.studylog.logging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tokencache.examples.studylog.RunningApplication;
import io.github.tokencache.examples.studylog.WebBrowser;
import io.github.tokencache.examples.studylog.members.Session;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.springframework.web.util.UriComponentsBuilder;

class LogTest {
    private static final String PATH_OF_SESSIONS = "/api/sessions";
    private static final String COOKIE = "study_log_refresh";

    private final PrintStream console = System.out;
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    private final Path directory;

    LogTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @BeforeEach
    void readTheConsole() {
        System.setOut(new PrintStream(printed, true, UTF_8));
    }

    @AfterEach
    void leaveTheConsole() {
        System.setOut(console);
    }

    @Test
    void nothingThatWasIssuedIsInAnyLogOfAWholeSessionAtDebug() throws IOException {
        List<String> secrets = new ArrayList<>();
        try (RunningApplication application = start("logging.level.root=DEBUG")) {
            WebBrowser browser = logIn(application, secrets);
            Session session = Session.ofMember(application, "stand-in-jun");
            remember(session, secrets);
            session.post(PATH_OF_SESSIONS, "");
            session.post(PATH_OF_SESSIONS + "/1/end", "{\"note\":\"a private note\"}");
            session.get(PATH_OF_SESSIONS + "?zone=UTC&access_token=" + session.accessToken());
            session.refresh();
            remember(session, secrets);
            browser.get("/api/me", "Authorization", "Bearer " + secrets.get(0) + "x");
            useTheFrameworksEndpoints(browser, secrets);
            session.get("/api/fail");
            LoggerFactory.getLogger("careless")
                    .error("Token " + session.accessToken(), new IllegalStateException(session.refreshToken()));
            session.logout();
        }
        assertThat(secrets).hasSizeGreaterThan(12).doesNotContain("");
        assertThat(log("requests.log")).contains("POST /api/auth/login 200", "\"access_token\":\"***\"");
        assertThat(log("errors.log")).contains("careless");
        assertThat(log("requests.log")).contains("\"note\":\"***\"").doesNotContain("a private note");
        for (String log : List.of(log("requests.log"), log("errors.log"), printed.toString(UTF_8))) {
            assertThat(secrets.stream().filter(log::contains).map(secrets::indexOf))
                    .isEmpty();
        }
    }

    private static WebBrowser logIn(RunningApplication application, List<String> secrets) {
        WebBrowser browser = application.browser();
        String callback = browser.chooseAccount("stand-in-mina");
        secrets.addAll(UriComponentsBuilder.fromUriString(callback)
                .build()
                .getQueryParams()
                .toSingleValueMap()
                .values());
        secrets.add(browser.cookie("JSESSIONID"));
        browser.get(callback);
        secrets.add(browser.cookie("JSESSIONID"));
        rememberTokens(browser.postForm("/api/auth/login", Map.of()), secrets);
        secrets.add(browser.cookie(COOKIE));
        return browser;
    }

    private static void useTheFrameworksEndpoints(WebBrowser browser, List<String> secrets) {
        String basic = Base64.getEncoder().encodeToString("study-web:web-secret".getBytes(UTF_8));
        secrets.add(basic);
        HttpResponse<String> issued = browser.postForm(
                "/oauth/token",
                Map.of("grant_type", "password", "username", "mina", "password", "study"),
                "Authorization",
                "Basic " + basic);
        rememberTokens(issued, secrets);
        String refreshToken = String.valueOf(Session.json(issued).get("refresh_token"));
        secrets.add(refreshToken);
        browser.postForm("/oauth/check_token", Map.of("token", secrets.get(secrets.size() - 2)));
        browser.postForm("/oauth/revoke", Map.of("token", refreshToken));
        browser.postForm(
                "/oauth/token",
                Map.of("grant_type", "refresh_token", "refresh_token", refreshToken),
                "Authorization",
                "Basic " + basic);
    }

    private static void remember(Session session, List<String> secrets) {
        secrets.addAll(List.of(session.accessToken(), session.refreshToken()));
    }

    private static void rememberTokens(HttpResponse<String> answer, List<String> secrets) {
        assertThat(answer.statusCode()).isEqualTo(200);
        secrets.add(String.valueOf(Session.json(answer).get("access_token")));
    }

    @Test
    void aRequestIsLoggedInOneLineWithItsAnswer() throws IOException {
        try (RunningApplication application = start()) {
            Session session = Session.ofGuest(application);

            session.browser()
                    .get(
                            PATH_OF_SESSIONS + "?zone=UTC&secret=1",
                            "Authorization",
                            "Bearer " + session.accessToken(),
                            "X-Correlation-Id",
                            "call-1");
        }
        assertThat(lines("requests.log", "[call-1]")).singleElement().satisfies(line -> assertThat(line)
                .containsPattern("GET /api/sessions\\?zone=UTC&secret=\\*\\*\\* 200 \\d+ ms.* Authorization=\\*\\*\\*.*"
                        + " request=- response=\\[]"));
        assertThat(log("errors.log")).isEmpty();
    }

    @Test
    void anErrorIsInItsOwnLogWithTheIdOfTheRequest() throws IOException {
        try (RunningApplication application = start()) {
            Session session = Session.ofGuest(application);

            HttpResponse<String> failed = session.browser()
                    .get("/api/fail", "Authorization", "Bearer " + session.accessToken(), "X-Correlation-Id", "call-2");

            assertThat(failed.statusCode()).isEqualTo(500);
            assertThat(failed.body()).doesNotContain("IllegalState", session.accessToken());
        }
        assertThat(lines("errors.log", "[call-2]")).singleElement().satisfies(line -> assertThat(line)
                .contains("GET /api/fail failed"));
        assertThat(log("errors.log")).contains("IllegalStateException: failed with Bearer ***");
        assertThat(lines("requests.log", "[call-2]")).singleElement().satisfies(line -> assertThat(line)
                .contains("GET /api/fail 500"));
    }

    @Test
    void aRequestWithoutAGoodIdIsGivenOne() {
        try (RunningApplication application = start()) {
            WebBrowser browser = application.browser();
            assertThat(idOf(browser.get("/api/me"))).matches("[0-9a-f]{16}");
            for (String bad : List.of("two words", "a-name-that-is-longer-than-32-chars", "<script>", "")) {
                assertThat(idOf(browser.get("/api/me", "X-Correlation-Id", bad)))
                        .matches("[0-9a-f]{16}");
            }
        }
    }

    /** A lost answer, two tabs, and a token that comes again too late, and much too late: each as a browser sends it. */
    @Test
    void nothingOfAFamilyThatWasReplayedAndReusedIsInAnyLogAlertOrEvent() throws IOException {
        List<String> secrets = new ArrayList<>();
        String events;
        try (RunningApplication application = start("logging.level.root=DEBUG", "study-log.lab=true")) {
            for (int reused : List.of(0, 2)) {
                Session session = Session.ofGuest(application);
                List<String> replaced = refreshThreeTimes(session, secrets);
                moveTheClock(application);
                presentAgain(application, replaced.get(reused), 401, secrets);
                presentAgain(application, session.refreshToken(), 401, secrets);
                assertThat(session.get("/api/me").statusCode()).isEqualTo(401);
            }
            events = eventsWithTwoAlerts(application);
        }
        assertThat(secrets).hasSize(16).doesNotContain("").doesNotHaveDuplicates();
        assertThat(events).contains("rotated", "replayed", "reuse-detected", "family-revoked", "came again: family");
        assertThat(log("requests.log")).contains("POST /api/auth/refresh 200", "POST /api/auth/refresh 401");
        for (String text : List.of(events, log("requests.log"), log("errors.log"), printed.toString(UTF_8))) {
            assertThat(secrets.stream().filter(text::contains).map(secrets::indexOf))
                    .isEmpty();
        }
    }

    /** The refresh tokens that were replaced, the oldest first. */
    private static List<String> refreshThreeTimes(Session session, List<String> secrets) {
        List<String> replaced = new ArrayList<>();
        remember(session, secrets);
        for (int refresh = 0; refresh < 3; refresh++) {
            replaced.add(session.refreshToken());
            // Lost on its way, so that the browser sends the same cookie again.
            HttpResponse<String> lost = session.refresh();
            session.browser().putCookie(COOKIE, replaced.get(refresh), "/api/auth");
            HttpResponse<String> again = session.refresh();
            assertThat(Session.json(again).get("access_token"))
                    .isEqualTo(Session.json(lost).get("access_token"));
            remember(session, secrets);
        }
        return replaced;
    }

    private static void presentAgain(RunningApplication application, String token, int status, List<String> secrets) {
        WebBrowser tab = application.browser();
        tab.putCookie(COOKIE, token, "/api/auth");
        assertThat(secrets).contains(token);
        assertThat(tab.postForm("/api/auth/refresh", Map.of()).statusCode()).isEqualTo(status);
    }

    private static void moveTheClock(RunningApplication application) {
        HttpResponse<String> moved = application.browser().postJson("/lab/clock", "{\"seconds\":60}", "X-Lab", "true");
        assertThat(moved.statusCode()).isEqualTo(200);
    }

    /** The event log and Slack's inbox, where an alert comes by a queue and a connection. */
    private static String eventsWithTwoAlerts(RunningApplication application) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        String events;
        do {
            events = application.browser().get("/lab/events").body();
            assertThat(System.nanoTime()).as(events).isLessThan(end);
        } while (events.split("came again", -1).length < 3);
        return events;
    }

    private RunningApplication start(String... properties) {
        String[] all = new String[properties.length + 1];
        System.arraycopy(properties, 0, all, 1, properties.length);
        all[0] = "study-log.log-directory=" + directory;
        return RunningApplication.start(
                starting -> starting.getBeanFactory().registerSingleton("failing", new FailingController()), all);
    }

    private static String idOf(HttpResponse<String> response) {
        return response.headers().firstValue("X-Correlation-Id").orElseThrow();
    }

    private List<String> lines(String file, String text) throws IOException {
        return log(file).lines().filter(line -> line.contains(text)).toList();
    }

    private String log(String file) throws IOException {
        return Files.readString(directory.resolve(file));
    }
}
