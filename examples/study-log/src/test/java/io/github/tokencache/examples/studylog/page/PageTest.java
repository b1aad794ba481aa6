package io.github.tokencache.examples.studylog.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tokencache.examples.studylog.RunningApplication;
import io.github.tokencache.examples.studylog.WebBrowser;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds of the page also where there is no browser to see it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PageTest {
    private static final Pattern ASSET = Pattern.compile("(?:src|href)=\"(/app/[^\"]+)\"");
    private static final Pattern IMPORT = Pattern.compile("from \"\\./([^\"]+)\"");

    private final RunningApplication application = RunningApplication.start();
    private final WebBrowser browser = application.browser();

    @AfterAll
    void stop() {
        application.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/index.html", "/login"})
    void nothingFromElsewhereAndNothingInlineMayRun(String address) {
        HttpResponse<String> page = browser.get(address);

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().allValues("Content-Security-Policy"))
                .containsExactly("default-src 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'");
    }

    @Test
    void theAccountsOfTheStandInAreUnderAPolicyOfTheirOwn() {
        String authorize = browser.location(browser.get("/oauth2/authorization/google"));

        HttpResponse<String> accounts = browser.get(authorize);

        assertThat(accounts.headers().firstValue("Content-Security-Policy").orElseThrow())
                .startsWith("default-src 'self'")
                .endsWith("form-action 'self'");
        assertThat(accounts.body()).contains("/google/account.css").doesNotContain("<style");
        assertThat(browser.get("/google/account.css").statusCode()).isEqualTo(200);
    }

    @Test
    void thePageHasNothingInline() {
        assertThat(browser.get("/").body())
                .doesNotContain("<style", "style=", "onclick=", "javascript:", "http://", "https://");
    }

    @Test
    void everybodyIsGivenAllThatThePageIsMadeOf() {
        List<String> named = ASSET.matcher(browser.get("/").body())
                .results()
                .map(found -> found.group(1))
                .distinct()
                .toList();

        assertThat(named).contains("/app/main.js", "/app/base.css", "/app/icon.svg");
        assertThat(named)
                .allSatisfy(asset ->
                        assertThat(browser.get(asset).statusCode()).as(asset).isEqualTo(200));
        assertThat(IMPORT.matcher(browser.get("/app/main.js").body()).results().map(found -> found.group(1)))
                .isNotEmpty()
                .allSatisfy(module -> assertThat(browser.get("/app/" + module)
                                .headers()
                                .firstValue("Content-Type")
                                .orElseThrow())
                        .contains("javascript"));
    }
}
