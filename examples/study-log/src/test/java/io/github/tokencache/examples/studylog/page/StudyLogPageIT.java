package io.github.tokencache.examples.studylog.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tokencache.examples.studylog.RunningApplication;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.openqa.selenium.WindowType;

/** What a member does with the study log, in one tab and in two. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StudyLogPageIT {
    private static final String NO_LAB = "/lab/state - Failed to load resource";
    /** The browser tells of every refusal, also of one that the page deals with. */
    private static final String EXPIRED = "the server responded with a status of 401";

    private static final String STILL_OPEN = "the server responded with a status of 409";
    private static final String NOTE = "<b>Chapter 3</b> & ' or 1=1 -- <script>alert(1)</script>";

    private final RunningApplication application = RunningApplication.start();
    private final Chromium browser = Chromium.start(application.address(), "en");

    @BeforeEach
    void logInAsAGuest() {
        browser.forgetAll();
        browser.open("/");
        browser.click("guest");
        browser.awaitView("log");
    }

    @AfterAll
    void stop() {
        browser.close();
        application.close();
    }

    @Test
    void aSessionIsStartedEndedWithANoteAndKeptOverAReload() {
        assertThat(browser.find("#past-empty").isDisplayed()).isTrue();
        browser.click("start-session");
        browser.await("#now[data-session='open']");
        browser.driver().navigate().refresh();
        browser.awaitPage();
        assertThat(browser.await("#now-elapsed").getText()).matches("00:0\\d:\\d\\d");

        browser.await("#note").sendKeys(NOTE);
        browser.click("end-session");
        browser.await("[data-past-session]");

        assertThat(browser.all("[data-day]")).hasSize(1);
        assertThat(browser.text("[data-past-session] .note")).isEqualTo(NOTE);
        assertThat(browser.text("#fortnight-total")).endsWith("in 1 session");
        assertThat(browser.find("#now").getDomAttribute("data-session")).isEqualTo("none");
        assertThat(browser.text("#announcements")).isEqualTo("Session ended");
        browser.requireNoProblem(NO_LAB);
    }

    @Test
    void aSessionThatAnotherTabHasStartedIsShown() {
        String first = browser.driver().getWindowHandle();
        browser.driver().switchTo().newWindow(WindowType.TAB);
        browser.open("/");
        browser.click("start-session");
        browser.await("#now[data-session='open']");
        browser.driver().switchTo().window(first);

        browser.click("start-session");

        browser.await("#now[data-session='open']");
        assertThat(browser.await("#failure").getText()).isEqualTo("A session is open already. It is shown now.");
        browser.requireNoProblem(NO_LAB, STILL_OPEN);
    }

    @Test
    void anExpiredAccessTokenIsReplacedAndTheCallRepeated() {
        application.clock().move(Duration.ofMinutes(31));
        try {
            browser.click("start-session");

            browser.await("#now[data-session='open']");
            assertThat(refreshes()).isEqualTo(1);
            browser.requireNoProblem(NO_LAB, EXPIRED);
        } finally {
            application.clock().move(Duration.ofMinutes(-31));
        }
    }

    /** Both calls are refused before either refreshes; the one that comes second finds what the first was given. */
    @Test
    void twoCallsThatNeedANewTokenAtOnceCauseOneRefresh() {
        application.clock().move(Duration.ofMinutes(31));
        try {
            assertThat(browser.driver().executeAsyncScript("""
                            const done = arguments[arguments.length - 1];
                            import("/app/session.js").then(({ call }) =>
                                Promise.all([call("/api/me"), call("/api/me"), call("/api/sessions")])
                                    .then(() => done("answered"), (fault) => done(String(fault))));
                            """)).isEqualTo("answered");
            assertThat(refreshes()).isEqualTo(1);
            browser.requireNoProblem(NO_LAB, EXPIRED);
        } finally {
            application.clock().move(Duration.ofMinutes(-31));
        }
    }

    @Test
    void aTabThatWasLeftAloneGoesOnWithTheTokenOfTheOther() {
        String first = browser.driver().getWindowHandle();
        browser.driver().switchTo().newWindow(WindowType.TAB);
        browser.open("/"); // asks for a token of its own, and so retires the first tab's
        browser.awaitView("log");
        browser.driver().switchTo().window(first);
        int before = refreshes();

        browser.click("start-session");
        browser.await("#now[data-session='open']");

        assertThat(refreshes()).isEqualTo(before);
        browser.requireNoProblem(NO_LAB);
    }

    @Test
    void aLoginThatHasEndedLeadsBackToTheLoginView() {
        browser.driver().executeAsyncScript("""
                const done = arguments[arguments.length - 1];
                fetch("/api/auth/logout", { method: "POST" }).then(done);
                """);

        browser.click("start-session");

        browser.awaitView("login");
        browser.requireNoProblem(NO_LAB, EXPIRED);
    }

    @Test
    void theLanguageIsTheBrowsersUntilAnotherIsChosenAndThenThatOne() {
        assertThat(browser.text("#log-title")).isEqualTo("Study log");

        browser.click("language");

        assertThat(browser.text("#log-title")).isEqualTo("공부 기록");
        assertThat(browser.find("html").getDomAttribute("lang")).isEqualTo("ko");
        browser.driver().navigate().refresh();
        browser.awaitPage();
        assertThat(browser.text("#log-title")).isEqualTo("공부 기록");
        try (Chromium korean = Chromium.start(application.address(), "ko")) {
            korean.open("/");
            assertThat(korean.text("#login-title")).isEqualTo("공부한 시간을 빠짐없이 남겨요");
            korean.requireNoProblem(NO_LAB);
        }
        browser.requireNoProblem(NO_LAB);
    }

    @Test
    void bothLanguagesHaveTheSameTexts() {
        assertThat(browser.driver().executeAsyncScript("""
                        const done = arguments[arguments.length - 1];
                        Promise.all([import("/app/texts-en.js"), import("/app/texts-ko.js")]).then(([en, ko]) => {
                          const keys = (texts) => Object.keys(texts.default).filter((key) => texts.default[key] !== "");
                          const used = [...document.querySelectorAll("[data-text]")].map((place) => place.dataset.text);
                          const missing = (texts) => [...keys(en), ...keys(ko), ...used].filter((key) => !(key in texts.default));
                          done([...missing(en), ...missing(ko)].join());
                        });
                        """)).isEqualTo("");
    }

    private int refreshes() {
        return Math.toIntExact(browser.answers().stream()
                .filter(answer -> answer.address().endsWith("/api/auth/refresh"))
                .count());
    }
}
