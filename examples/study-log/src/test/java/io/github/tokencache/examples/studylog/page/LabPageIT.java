package io.github.tokencache.examples.studylog.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;

/** The statements, the hit ratios and the second node, as the page shows them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LabPageIT {
    private static final List<String> COLUMNS = List.of("plain", "cached", "lean");

    private final LabServers servers = LabServers.start("lab-page");
    private final Chromium browser = Chromium.start(servers.address(), "en");

    @BeforeEach
    void openTheLab() {
        browser.forgetAll();
        browser.open("/#lab");
        browser.awaitView("lab");
        browser.await("[data-flow]");
    }

    @AfterEach
    void requireNoProblem() {
        browser.requireNoProblem();
    }

    @AfterAll
    void stop() {
        browser.close();
        servers.close();
    }

    @Test
    void saysWhatIsRunning() {
        assertThat(browser.text("[data-fact='node']")).startsWith("Node A · localhost:");
        assertThat(browser.text("[data-fact='store']")).isEqualTo("Store lean");
        assertThat(browser.text("[data-fact='cache']")).isEqualTo("Cache two-level");
        assertThat(browser.text("[data-fact='google']")).isEqualTo("Google stand-in");
    }

    /** The counts of the README, which another test holds. */
    @ParameterizedTest
    @CsvSource({"check, 4, 0, 0", "refresh, 14, 7, 5", "revoke, 3, 2, 2"})
    void runsAFlowAndShowsTheStatementsBehindEachFigure(String flow, int plain, int cached, int lean) {
        browser.click("#flows", "[data-run='" + flow + "']");

        List<Integer> expected = List.of(plain, cached, lean);
        for (int i = 0; i < COLUMNS.size(); i++) {
            String column = COLUMNS.get(i);
            assertThat(count(flow, column)).isEqualTo(String.valueOf(expected.get(i)));
            assertThat(statements(flow, column)).hasSize(expected.get(i));
        }
        assertThat(browser.text("#announcements"))
                .endsWith(": plain %d, cached %d, lean %d statements".formatted(plain, cached, lean));
    }

    @Test
    void theStatementsAreHiddenAndShownByTheirButton() {
        browser.click("#flows", "[data-run='check']");
        WebElement button = browser.find("#flow-statements-check");
        assertThat(button.getDomAttribute("aria-expanded")).isEqualTo("true");
        assertThat(statements("check", "plain"))
                .first()
                .asString()
                .startsWith("select token_id, token from oauth_access_token");

        browser.script("arguments[0].scrollIntoView({ block: 'center' })", button);
        button.click();

        assertThat(browser.find("#flow-statements-check").getDomAttribute("aria-expanded"))
                .isEqualTo("false");
        assertThat(browser.find("[data-statements='check']").isDisplayed()).isFalse();
        assertThat(browser.script("return document.activeElement.id")).isEqualTo("flow-statements-check");
    }

    @Test
    void showsTheArticlesNumbersBeside() {
        assertThat(count("refresh", "article")).isEqualTo("7");
        assertThat(browser.find("[data-flow='refresh'] [data-article-plain]").getDomAttribute("data-article-plain"))
                .isEqualTo("14");
        assertThat(count("check-cold", "article")).isEmpty();
    }

    @Test
    void runsAllFlows() {
        browser.click("#flows", "[data-action='run-all']");

        assertThat(browser.all("[data-flow]")).hasSize(8).allSatisfy(row -> assertThat(
                        row.findElements(By.cssSelector("[data-count='']")))
                .allMatch(cell -> "article".equals(cell.getDomAttribute("data-column"))));
        assertThat(browser.text("#announcements")).isEqualTo("All requests were run");
    }

    @Test
    void theHitRatiosFollowWhatIsAsked() {
        long before = hits("near");
        browser.click("#family", "[data-action='start']");
        browser.click("#family", "[data-action='call']");
        browser.click("#family", "[data-action='call']");

        browser.await("more hits", () -> hits("near") > before);
        assertThat(browser.all("[data-tier]")).allSatisfy(tier -> {
            String ratio = Objects.requireNonNull(tier.getDomAttribute("data-ratio"));
            assertThat(ratio.isEmpty() || Double.parseDouble(ratio) <= 1).isTrue();
        });
        assertThat(browser.all("[data-tier='shared']")).isNotEmpty();
    }

    @Test
    void whatIsRevokedHereIsRefusedThere() {
        browser.click("#node", "[data-action='revoke-here']");

        assertThat(browser.find("[data-step='before']").getDomAttribute("data-status"))
                .isEqualTo("200");
        assertThat(browser.find("[data-step='after']").getDomAttribute("data-status"))
                .isEqualTo("401");
        assertThat(browser.find("[data-step='after']").getDomAttribute("data-outcome"))
                .isEqualTo("refused");
        assertThat(millis("revoked")).isPositive();
        assertThat(millis("after")).isPositive();
        assertThat(browser.text("[data-step='after']")).contains("after the revocation had returned");
    }

    @Test
    void theViewIsReachedFromTheHeaderAndStaysOverAReload() {
        browser.open("/#log");
        browser.awaitView("login");
        browser.find("[data-view-link='lab']").click();
        browser.awaitView("lab");
        assertThat(browser.find("[data-view-link='lab']").getDomAttribute("aria-current"))
                .isEqualTo("page");
        browser.driver().navigate().refresh();

        browser.awaitView("lab");
    }

    private String count(String flow, String column) {
        return String.valueOf(browser.find("[data-flow='" + flow + "'] [data-column='" + column + "']")
                .getDomAttribute("data-count"));
    }

    private List<String> statements(String flow, String column) {
        return browser.all("[data-statements='" + flow + "'] [data-statements-of='" + column + "'] .sql code").stream()
                .map(WebElement::getText)
                .toList();
    }

    private long hits(String tier) {
        return browser.all("[data-tier='" + tier + "']").stream()
                .mapToLong(shown -> Long.parseLong(Objects.requireNonNull(shown.getDomAttribute("data-hits"))))
                .sum();
    }

    private double millis(String step) {
        return Double.parseDouble(Objects.requireNonNull(
                browser.find("[data-step='" + step + "']").getDomAttribute("data-millis")));
    }
}
