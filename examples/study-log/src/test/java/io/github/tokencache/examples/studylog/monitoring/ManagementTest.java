package io.github.tokencache.examples.studylog.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tokencache.examples.studylog.RunningApplication;
import io.github.tokencache.examples.studylog.StoreVariant;
import io.github.tokencache.examples.studylog.WebBrowser;
import io.github.tokencache.examples.studylog.counting.StudyLogServer;
import io.github.tokencache.examples.studylog.counting.Wiring;
import io.github.tokencache.examples.studylog.members.Session;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ManagementTest {
    private static final String PROMETHEUS = "/actuator/prometheus";

    private final Monitored monitored = Monitored.start();
    private final RunningApplication application = monitored.application();

    @AfterAll
    void stop() {
        monitored.close();
    }

    @Test
    void theHealthIsOpenAndSaysNoMoreThanItself() {
        HttpResponse<String> health = application.browser().get("/actuator/health");

        assertThat(health.statusCode()).isEqualTo(200);
        assertThat(health.body()).isEqualTo("{\"status\":\"UP\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {PROMETHEUS, "/actuator", "/actuator/info", "/actuator/health/db", "/actuator/env"})
    void theRestIsForTheMonitoringAlone(String path) {
        Session member = Session.ofGuest(application);

        assertThat(application.browser().get(path).statusCode()).isEqualTo(401);
        assertThat(member.get(path).statusCode()).isEqualTo(401);
        assertThat(get(path, "mina", "study").statusCode()).isEqualTo(401);
        assertThat(get(path, Monitored.USER, "other").statusCode()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "env",
                "configprops",
                "beans",
                "heapdump",
                "threaddump",
                "loggers",
                "logfile",
                "metrics",
                "mappings",
                "shutdown",
                "health/db"
            })
    void whatIsNotNamedIsNotThere(String endpoint) {
        assertThat(monitored.get("/actuator/" + endpoint).statusCode()).isEqualTo(404);
    }

    @Test
    void theInfoTellsWhatRuns() {
        assertThat(Session.json(monitored.get("/actuator/info")))
                .containsEntry("store", "lean")
                .containsEntry("cache", "caffeine");
    }

    @Test
    void withoutAPasswordNobodyMayAsk() {
        try (RunningApplication closed = RunningApplication.start()) {
            assertThat(closed.browser().get("/actuator/health").statusCode()).isEqualTo(200);
            for (String password : List.of("", " ", "monitoring")) {
                assertThat(closed.browser()
                                .get(PROMETHEUS, "Authorization", Monitored.basic(Monitored.USER, password))
                                .statusCode())
                        .isEqualTo(401);
            }
        }
    }

    @Test
    void everyKindOfCountIsThereBeforeItIsCounted() {
        try (Monitored fresh = Monitored.start()) {
            assertThat(fresh.scrape().lines().filter(line -> line.startsWith("studylog_")))
                    .allMatch(line -> line.endsWith("} 0.0"))
                    .anyMatch(line -> line.contains("outcome=\"reuse\""))
                    .anyMatch(line -> line.contains("reason=\"unavailable\""))
                    .hasSize(17);
        }
    }

    @Test
    void loginsRefreshesRefusalsAndSessionsAreCounted() {
        Session member = Session.ofMember(application, "stand-in-mina");
        Session guest = Session.ofGuest(application);
        Session thief = Session.ofGuest(application);
        thief.takeCookieOf(guest);
        String id =
                String.valueOf(Session.json(member.post("/api/sessions", "")).get("id"));
        member.post("/api/sessions/" + id + "/end", "{}");
        application.browser().get("/api/me");
        guest.refresh();
        thief.refresh();
        Session late = Session.ofGuest(application);
        late.takeCookieOf(guest);
        guest.refresh();
        application.clock().move(Duration.ofSeconds(11));
        late.refresh();

        String scraped = monitored.scrape();

        assertThat(count(scraped, "studylog_logins_total", "kind=\"google\"")).isPositive();
        assertThat(count(scraped, "studylog_logins_total", "kind=\"guest\"")).isGreaterThanOrEqualTo(3);
        assertThat(count(scraped, "studylog_sessions_total", "step=\"started\""))
                .isEqualTo(1);
        assertThat(count(scraped, "studylog_sessions_total", "step=\"ended\"")).isEqualTo(1);
        assertThat(count(scraped, "studylog_refreshes_total", "outcome=\"rotated\""))
                .isEqualTo(2);
        assertThat(count(scraped, "studylog_refreshes_total", "outcome=\"replayed\""))
                .isEqualTo(1);
        assertThat(count(scraped, "studylog_refreshes_total", "outcome=\"reuse\""))
                .isEqualTo(1);
        assertThat(count(scraped, "studylog_calls_refused_total", "reason=\"login_ended\""))
                .isEqualTo(1);
        assertThat(count(scraped, "studylog_calls_refused_total", "reason=\"missing\""))
                .isPositive();
        assertThat(scraped)
                .doesNotContain(member.accessToken())
                .doesNotContain(member.refreshToken())
                .doesNotContain(guest.accessToken());
    }

    @Test
    void theCachesThatAreWiredByHandAreShown() {
        Session guest = Session.ofGuest(application);
        guest.get("/api/me");
        guest.get("/api/me");

        String scraped = monitored.scrape();

        for (String cache : List.of("tokens", "clients")) {
            String tags = "cache=\"" + cache + "\",cache_manager=\"tokencache\"";
            assertThat(scraped).contains("cache_gets_total{application=\"study-log\"," + tags);
            assertThat(scraped).contains("tokencache_away{application=\"study-log\"," + tags);
        }
        assertThat(count(scraped, "cache_gets_total", "cache=\"tokens\"", "result=\"hit\""))
                .isPositive();
        assertThat(count(scraped, "cache_size", "cache=\"tokens\"")).isPositive();
    }

    @Test
    void aStoreWithoutACacheShowsNone() {
        Map<String, String> password = Map.of("study-log.monitoring-password", Monitored.PASSWORD);
        try (StudyLogServer plain = StudyLogServer.start(StoreVariant.PLAIN, Wiring.DEFAULT, password)) {
            String scraped = new WebBrowser(plain.address())
                    .get(PROMETHEUS, "Authorization", Monitored.basic(Monitored.USER, Monitored.PASSWORD))
                    .body();

            assertThat(scraped).contains("studylog_logins_total").doesNotContain("cache_gets");
        }
    }

    private HttpResponse<String> get(String path, String user, String password) {
        return application.browser().get(path, "Authorization", Monitored.basic(user, password));
    }

    private static double count(String scraped, String name, String... tags) {
        return scraped.lines()
                .filter(line ->
                        line.startsWith(name + '{') && List.of(tags).stream().allMatch(line::contains))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }
}
