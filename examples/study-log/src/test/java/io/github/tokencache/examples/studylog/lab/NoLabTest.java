package io.github.tokencache.examples.studylog.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tokencache.examples.studylog.MovableClock;
import io.github.tokencache.examples.studylog.StudyLogApplication;
import io.github.tokencache.examples.studylog.WebBrowser;
import java.net.URI;
import java.time.Clock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** The application as it is unless somebody switches the lab on. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NoLabTest {
    private final ConfigurableApplicationContext context = new SpringApplicationBuilder(StudyLogApplication.class)
            .run("--server.port=0", "--spring.datasource.url=jdbc:h2:mem:no-lab");

    @AfterAll
    void stop() {
        context.close();
    }

    @Test
    void hasTheClockOfTheSystemAndNothingOfTheLab() {
        assertThat(context.getBean(Clock.class)).isEqualTo(Clock.systemUTC());
        assertThat(context.getBeansOfType(MovableClock.class)).isEmpty();
        assertThat(context.getBeansOfType(SlackStub.class)).isEmpty();
        assertThat(context.getBeansOfType(RotationLog.class)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/lab", "/lab/", "/lab/state", "/lab/events", "/lab/flows", "/lab/family", "/lab/other"})
    void isNotThereUnlessSwitchedOn(String path) {
        WebBrowser browser = new WebBrowser(address());

        assertThat(browser.get(path).statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/lab/clock",
                "/lab/family/start",
                "/lab/family/refresh",
                "/lab/flows/check/run",
                "/lab/second-node/revoke"
            })
    void makesNoExperimentUnlessSwitchedOn(String path) {
        WebBrowser browser = new WebBrowser(address());

        var answer = browser.postJson(path, "{\"seconds\":60}", "X-Lab", "true");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(browser.cookie("JSESSIONID")).isEmpty();
    }

    private URI address() {
        return URI.create("http://localhost:" + context.getEnvironment().getProperty("local.server.port") + '/');
    }
}
