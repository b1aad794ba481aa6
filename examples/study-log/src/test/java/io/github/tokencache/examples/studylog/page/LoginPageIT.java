package io.github.tokencache.examples.studylog.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tokencache.examples.studylog.RunningApplication;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.interactions.Actions;

/** The ways in and out. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LoginPageIT {
    /** This server has no lab, and the browser says so. */
    private static final String NO_LAB = "/lab/state - Failed to load resource";

    private final RunningApplication application = RunningApplication.start();
    private final Chromium browser = Chromium.start(application.address(), "en");

    @BeforeEach
    void visitForTheFirstTime() {
        browser.forgetAll();
    }

    @AfterEach
    void requireNoProblem() {
        browser.requireNoProblem(NO_LAB);
    }

    @AfterAll
    void stop() {
        browser.close();
        application.close();
    }

    @Test
    void aVisitorIsOfferedGoogleAndAGuestLoginAndNothingElse() {
        browser.open("/");

        assertThat(browser.find("body").getDomAttribute("data-shown")).isEqualTo("login");
        assertThat(browser.find("[data-action='google']").isDisplayed()).isTrue();
        assertThat(browser.find("[data-action='guest']").isDisplayed()).isTrue();
        assertThat(browser.find("[data-view='log']").isDisplayed()).isFalse();
        assertThat(browser.find("[data-view-link='lab']").isDisplayed()).isFalse();
        assertThat(browser.answers()).noneMatch(answer -> answer.address().contains("/api/"));
    }

    @Test
    void aLoginWithGoogleGoesThroughTheAccountsAndStaysOverAReload() {
        logInAs("stand-in-mina");

        assertThat(browser.text("#member")).isEqualTo("민아 Mina");
        assertThat(browser.driver().getCurrentUrl())
                .isEqualTo(application.address().toString());
        browser.driver().navigate().refresh();
        browser.awaitPage();
        browser.awaitView("log");
        assertThat(browser.text("#member")).isEqualTo("민아 Mina");
    }

    @Test
    void aNameThatIsAScriptIsShownAsText() {
        logInAs("stand-in-script");

        assertThat(browser.text("#member")).isEqualTo("<script>alert('name')</script>");
    }

    @Test
    void aLoginThatWasCancelledIsTold() {
        browser.open("/");
        browser.click("google");
        browser.await("button[name='account'][value='']").click();
        browser.awaitPage();

        assertThat(browser.text("#failure")).isEqualTo("The login with Google was not completed. Please try again.");
        assertThat(browser.find("#failure").getAriaRole()).isEqualTo("alert");
    }

    @Test
    void aGuestStartsWithoutALoginAndEndsWithALogout() {
        browser.open("/");
        browser.click("guest");
        browser.awaitView("log");
        assertThat(browser.text("#member")).isEqualTo("Guest");
        assertThat(browser.script("return document.activeElement.id")).isEqualTo("log-title");

        browser.click("sign-out");
        browser.awaitView("login");

        assertThat(browser.find("#member").isDisplayed()).isFalse();
        assertThat(browser.script("return document.activeElement.id")).isEqualTo("login-title");
        browser.driver().navigate().refresh();
        browser.awaitPage();
        browser.awaitView("login");
    }

    @Test
    void noScriptCanReadAToken() {
        browser.open("/");
        browser.click("guest");
        browser.awaitView("log");

        assertThat(browser.script("return document.cookie")).isEqualTo("");
        assertThat(browser.script("return Object.keys(localStorage).sort().join()"))
                .isEqualTo("study-log.login");
    }

    @Test
    void aLogoutInOneTabIsSeenInTheOther() {
        browser.open("/");
        browser.click("guest");
        browser.awaitView("log");
        String first = browser.driver().getWindowHandle();
        browser.driver().switchTo().newWindow(WindowType.TAB);
        browser.open("/");
        browser.awaitView("log");

        browser.click("sign-out");
        browser.awaitView("login");
        browser.driver().switchTo().window(first);

        browser.awaitView("login");
    }

    @Test
    void theKeyboardIsEnough() {
        browser.open("/");
        press(Keys.TAB, Keys.ENTER);
        assertThat(browser.script("return document.activeElement.id")).isEqualTo("content");

        browser.driver().navigate().refresh();
        browser.awaitPage();
        for (int tabs = 0; tabs < 20 && !focusedAction().equals("guest"); tabs++) {
            press(Keys.TAB);
        }
        press(Keys.ENTER);
        browser.awaitView("log");
        for (int tabs = 0; tabs < 20 && !focusedAction().equals("start-session"); tabs++) {
            press(Keys.TAB);
        }
        press(Keys.SPACE);

        browser.await("#now[data-session='open']");
        browser.await("the focus on the note", () -> "note".equals(browser.script("return document.activeElement.id")));
        new Actions(browser.driver())
                .sendKeys("with the keys alone", Keys.TAB, Keys.ENTER)
                .perform();
        browser.await("[data-past-session]");
    }

    private void press(Keys... keys) {
        new Actions(browser.driver()).sendKeys(keys).perform();
    }

    private String focusedAction() {
        return String.valueOf(browser.script("return document.activeElement.dataset.action"));
    }

    private void logInAs(String account) {
        browser.open("/");
        browser.click("google");
        browser.await("[data-account='" + account + "']").click();
        browser.awaitPage();
        browser.awaitView("log");
    }
}
