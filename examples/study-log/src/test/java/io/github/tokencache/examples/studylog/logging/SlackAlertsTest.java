package io.github.tokencache.examples.studylog.logging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.github.tokencache.examples.studylog.RunningApplication;
import io.github.tokencache.examples.studylog.members.Session;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class SlackAlertsTest {
    private static final Logger SOMEBODY = LoggerFactory.getLogger("somebody");
    private static final Logger ALERTS = LoggerFactory.getLogger(SlackAlerts.ALERTS);

    private final BlockingQueue<String> inbox = new LinkedBlockingQueue<>();
    private final CountDownLatch slackAnswers = new CountDownLatch(1);
    private final HttpServer slack = create();

    @BeforeEach
    void startSlack() {
        slack.createContext("/services/secret-path", exchange -> {
            inbox.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
            await();
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        slack.start();
    }

    @AfterEach
    void stopSlack() {
        slackAnswers.countDown();
        slack.stop(0);
    }

    @Test
    void anErrorIsSentWithTheIdOfTheRequestAndWithoutSecrets() throws InterruptedException {
        slackAnswers.countDown();
        try (RunningApplication application = start()) {
            Session session = Session.ofGuest(application);

            session.browser()
                    .get("/api/fail", "Authorization", "Bearer " + session.accessToken(), "X-Correlation-Id", "call-3");

            assertThat(next())
                    .startsWith("{\"text\":\"ERROR [call-3] errors: GET /api/fail failed")
                    .contains("IllegalStateException: failed with Bearer ***")
                    .doesNotContain(session.accessToken());
        }
    }

    @Test
    void anAlertIsSentAndOtherWarningsAreNot() throws InterruptedException {
        slackAnswers.countDown();
        SlackAlerts alerts = SlackAlerts.open(webhook());
        SOMEBODY.warn("only a warning");
        ALERTS.warn("reuse of <a token> & more");

        assertThat(next()).contains("WARN [] alerts: reuse of &lt;a token&gt; &amp; more");

        alerts.close();
        SOMEBODY.error("after the end");
        assertThat(inbox).isEmpty();
    }

    @Test
    void nobodyWaitsForASlackThatDoesNotAnswer() throws InterruptedException {
        SlackAlerts alerts = SlackAlerts.open(webhook());
        for (int i = 0; i < 400; i++) {
            SOMEBODY.error("error {}", i);
        }

        assertThat(next()).contains("error 0");

        slackAnswers.countDown();
        alerts.close();
        assertThat(inbox).hasSizeLessThan(300);
    }

    private RunningApplication start() {
        return RunningApplication.start(
                starting -> starting.getBeanFactory().registerSingleton("failing", new FailingController()),
                "study-log.slack-webhook=" + webhook());
    }

    private URI webhook() {
        return URI.create("http://localhost:" + slack.getAddress().getPort() + "/services/secret-path");
    }

    private @Nullable String next() throws InterruptedException {
        return inbox.poll(30, TimeUnit.SECONDS);
    }

    private void await() {
        try {
            if (!slackAnswers.await(30, TimeUnit.SECONDS)) {
                throw new IllegalStateException("latch must open, but did not");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static HttpServer create() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
