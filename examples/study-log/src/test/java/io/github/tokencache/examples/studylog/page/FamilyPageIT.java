package io.github.tokencache.examples.studylog.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.openqa.selenium.WebElement;

/** Every button of the family of refresh tokens, and what the page shows of its answer. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FamilyPageIT {
    private static final String PANEL = "#family";

    private final LabServers servers = LabServers.start("family-page");
    private final Chromium browser = Chromium.start(servers.address(), "en");

    @BeforeAll
    void openTheLab() {
        browser.open("/#lab");
        browser.awaitView("lab");
    }

    @BeforeEach
    void logIn() {
        press("start");
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
    void aLoginIsAFamilyOfOne() {
        assertThat(answers()).containsExactly("browser 200 started");
        assertThat(chain()).containsExactly("1 current");
        assertThat(state()).isEqualTo("live");
        assertThat(browser.text("#announcements")).startsWith("New login: logged in.");
    }

    @Test
    void aRefreshAddsAGenerationAndRetiresTheAccessToken() {
        press("refresh");

        assertThat(answers()).containsExactly("browser 200 rotated");
        assertThat(chain()).containsExactly("1 retired", "2 current");
        assertThat(accessTokens()).containsExactly("false", "true");
        assertThat(Integer.parseInt(Objects.requireNonNull(
                        browser.find("#family-answers li").getDomAttribute("data-statements"))))
                .isBetween(1, 9);
    }

    @Test
    void aCallIsAcceptedAndCostsNoStatementWhenWarm() {
        press("call");
        press("call");

        assertThat(answers()).containsExactly("browser 200 accepted");
        assertThat(browser.find("#family-answers li").getDomAttribute("data-statements"))
                .isEqualTo("0");
    }

    @Test
    void twoTabsAtOnceGetTheSameSuccessor() {
        press("two-tabs");

        assertThat(answers())
                .containsExactlyInAnyOrderElementsOf(
                        answers().contains("tab 1 200 rotated")
                                ? List.of("tab 1 200 rotated", "tab 2 200 replayed")
                                : List.of("tab 1 200 replayed", "tab 2 200 rotated"));
        assertThat(browser.all("#family-answers code").stream()
                        .map(WebElement::getText)
                        .distinct())
                .hasSize(1);
        assertThat(chain()).containsExactly("1 retired", "2 current");
        assertThat(state()).isEqualTo("live");
    }

    @Test
    void aLostAnswerIsAskedForAgain() {
        press("lose-answer");
        assertThat(answers()).containsExactly("browser 200 lost");

        press("refresh");

        assertThat(answers()).containsExactly("browser 200 replayed");
        assertThat(chain()).containsExactly("1 retired", "2 current");
    }

    @Test
    void thePreviousTokenGetsTheSameSuccessorWithinTheWindowAndEndsTheFamilyAfterIt() {
        press("refresh");
        press("replay-previous");
        assertThat(answers()).containsExactly("browser 200 replayed");
        String before = Objects.requireNonNull(browser.find("#clock").getDomAttribute("data-offset"));

        press("clock-minute");
        assertThat(browser.find("#clock").getDomAttribute("data-offset"))
                .isEqualTo(String.valueOf(Long.parseLong(before) + 60));
        press("replay-previous");

        assertThat(answers()).containsExactly("browser 401 reuse-detected");
        assertThat(chain()).containsExactly("1 revoked", "2 revoked");
        assertThat(state()).isEqualTo("revoked");
        assertThat(accessTokens()).containsExactly("false", "false");
        press("call");
        assertThat(answers()).containsExactly("browser 401 refused");
    }

    @Test
    void anOlderTokenEndsTheFamilyAtOnceAndIsToldInTheLogAndInSlack() {
        press("refresh");
        press("refresh");
        long messages = browser.all("[data-slack]").size();

        press("replay-older");

        assertThat(answers()).containsExactly("browser 401 reuse-detected");
        assertThat(state()).isEqualTo("revoked");
        browser.await("[data-event='reuse-detected']");
        browser.await("[data-event='family-revoked']");
        browser.await("[data-event='rotated']");
        browser.await(
                "a message in the inbox", () -> browser.all("[data-slack]").size() > messages);
        assertThat(browser.await("[data-slack]").getText()).contains("A replaced refresh token came again");
    }

    @Test
    void aThiefThatIsFasterIsFoundOutByTheOwnersRefresh() {
        press("steal");
        assertThat(browser.find("#attacker").getDomAttribute("data-holds")).isNotEmpty();
        press("attacker-call");
        assertThat(answers()).containsExactly("attacker 200 accepted");
        press("attacker-refresh");
        assertThat(answers()).containsExactly("attacker 200 rotated");

        press("clock-minute");
        press("refresh");

        assertThat(answers()).containsExactly("browser 401 reuse-detected");
        press("attacker-call");
        assertThat(answers()).containsExactly("attacker 401 refused");
        press("attacker-refresh");
        assertThat(answers()).containsExactly("attacker 401 refused");
    }

    @Test
    void aLogoutEndsTheCopiesToo() {
        press("steal");
        press("logout");
        assertThat(answers()).containsExactly("browser 204 logged-out");
        assertThat(state()).isEqualTo("revoked");

        press("attacker-call");
        assertThat(answers()).containsExactly("attacker 401 refused");
    }

    @Test
    void anAccessTokenExpiresAndARefreshHelps() {
        press("clock-half-hour");
        press("call");
        assertThat(answers()).containsExactly("browser 401 refused");

        press("refresh");
        press("call");

        assertThat(answers()).containsExactly("browser 200 accepted");
    }

    @Test
    void whatIsNotPossibleYetIsSaidAndNotAskedOfTheServer() {
        assertThat(browser.find("[data-action='replay-older']").getDomAttribute("aria-disabled"))
                .isEqualTo("true");

        press("replay-older");
        assertThat(browser.text("#family-result-meaning")).isEqualTo("There is no such token yet: refresh first.");
        press("attacker-refresh");

        assertThat(browser.text("#family-result-meaning")).isEqualTo("The attacker has nothing yet: steal first.");
        assertThat(browser.find("#family-result").getDomAttribute("data-outcome"))
                .isEqualTo("error");
        assertThat(browser.answers()).noneMatch(answer -> answer.status() == 409);
    }

    private void press(String action) {
        browser.click(PANEL, "[data-action='" + action + "']");
    }

    private String state() {
        return String.valueOf(browser.find(PANEL).getDomAttribute("data-state"));
    }

    private List<String> answers() {
        return browser.all("#family-answers li").stream()
                .map(answer -> answer.getDomAttribute("data-who")
                        + ' '
                        + answer.getDomAttribute("data-status")
                        + ' '
                        + answer.getDomAttribute("data-outcome"))
                .toList();
    }

    private List<String> chain() {
        return browser.all("[data-generation]").stream()
                .map(link -> link.getDomAttribute("data-generation") + ' ' + link.getDomAttribute("data-state"))
                .toList();
    }

    private List<String> accessTokens() {
        return browser.all("[data-access-token]").stream()
                .map(token -> token.getDomAttribute("data-accepted"))
                .toList();
    }
}
