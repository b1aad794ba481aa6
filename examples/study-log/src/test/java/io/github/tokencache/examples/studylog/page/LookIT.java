package io.github.tokencache.examples.studylog.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.results.CheckedNode;
import com.deque.html.axecore.results.Rule;
import com.deque.html.axecore.selenium.AxeBuilder;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Takes pictures of every view, in both languages, light and dark, on a phone and on a desktop, for people to look at; and
 * holds what a machine can hold of it: no serious breach of the accessibility rules, and nothing wider than the window.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LookIT {
    private static final List<Size> SIZES = List.of(new Size("desktop", 1280, 900), new Size("phone", 360, 740));
    private static final Set<String> SERIOUS = Set.of("serious", "critical");

    private final LabServers servers = LabServers.start("look");

    private record Size(String name, int width, int height) {}

    @AfterAll
    void stop() {
        servers.close();
    }

    @ParameterizedTest
    @CsvSource({"en, stand-in-mina", "ko, stand-in-jun"})
    void everyViewIsFitToBeSeen(String language, String account) throws SQLException {
        try (Chromium browser = Chromium.start(servers.address(), language)) {
            browser.open("/");
            look(browser, "login", language);
            browser.click("google");
            browser.await("[data-account='" + account + "']");
            look(browser, "accounts", language);
            browser.await("[data-account='" + account + "']").click();
            browser.awaitPage();
            browser.awaitView("log");
            rememberSessions(browser.find("#member").getDomAttribute("data-member"));
            browser.open("/");
            look(browser, "log", language);
            browser.click("start-session");
            browser.await("#now[data-session='open']");
            look(browser, "log-open", language);
            browser.await("#note").sendKeys("…");
            browser.click("end-session");
            browser.await("#now[data-session='none']");
            openTheLab(browser);
            look(browser, "lab", language);
            browser.pictureOfWindow("statements-" + language);
            browser.pictureOf("#family", "family-" + language);
            endTheFamily(browser);
            look(browser, "lab-revoked", language);
            browser.requireNoProblem();
        }
    }

    private static void openTheLab(Chromium browser) {
        browser.open("/#lab");
        browser.driver().navigate().refresh();
        browser.awaitView("lab");
        browser.await("[data-flow]");
        browser.click("#flows", "[data-action='run-all']");
        browser.click("#node", "[data-action='revoke-here']");
        for (String action : List.of("start", "refresh", "steal", "refresh", "two-tabs")) {
            browser.click("#family", "[data-action='" + action + "']");
        }
        browser.await("[data-event='rotated']");
    }

    private static void endTheFamily(Chromium browser) {
        browser.click("#flows", "[data-run='refresh']");
        browser.click("#family", "[data-action='replay-older']");
        browser.await("[data-slack]");
    }

    private static void look(Chromium browser, String view, String language) {
        for (Size size : SIZES) {
            for (String scheme : List.of("light", "dark")) {
                browser.size(size.width(), size.height());
                browser.scheme(scheme);
                browser.picture(view + "-" + language + "-" + size.name() + "-" + scheme);
                requireAccessible(browser);
                assertThat(browser.script("return document.documentElement.scrollWidth"))
                        .as("width of %s", view)
                        .isEqualTo((long) size.width());
            }
        }
        browser.size(1280, 900);
        browser.scheme("light");
    }

    private static void requireAccessible(Chromium browser) {
        List<Rule> violations = new AxeBuilder().analyze(browser.driver()).getViolations();
        assertThat(violations)
                .filteredOn(rule -> SERIOUS.contains(rule.getImpact()))
                .extracting(LookIT::told)
                .isEmpty();
    }

    private static String told(Rule rule) {
        return rule.getId() + ": "
                + rule.getNodes().stream().map(CheckedNode::getHtml).toList();
    }

    /** Straight into the table: the browser's clock can not be moved to the past days. */
    private void rememberSessions(String member) throws SQLException {
        Instant now = Instant.now();
        try (Connection database = DriverManager.getConnection(servers.database(), "sa", "");
                PreparedStatement insert = database.prepareStatement(
                        "insert into study_session (member_id, started_at, ended_at, note) values (?, ?, ?, ?)")) {
            for (Studied studied : STUDIED) {
                Instant end = now.minus(Duration.ofDays(studied.daysAgo())).minus(studied.before());
                insert.setLong(1, Long.parseLong(member));
                insert.setLong(
                        2, end.minus(Duration.ofMinutes(studied.minutes())).toEpochMilli());
                insert.setLong(3, end.toEpochMilli());
                insert.setString(4, studied.note());
                insert.executeUpdate();
            }
        }
    }

    private record Studied(int daysAgo, int minutesBefore, int minutes, String note) {
        Duration before() {
            return Duration.ofMinutes(minutesBefore);
        }
    }

    private static final List<Studied> STUDIED = List.of(
            new Studied(0, 20, 55, "OAuth 2.1 §4.3 — refresh token rotation"),
            new Studied(1, 30, 95, "선형대수 3장: 고유값과 대각화. 연습문제 12번까지."),
            new Studied(1, 260, 40, null),
            new Studied(2, 90, 130, "Distributed caches: what \"exact under revocation\" has to mean"),
            new Studied(4, 15, 25, "<b>bold?</b> no: just text"),
            new Studied(5, 75, 180, "모의고사"),
            new Studied(8, 45, 60, "RFC 9700"),
            new Studied(9, 45, 110, "정규화와 인덱스"),
            new Studied(12, 45, 75, "B-trees"));
}
