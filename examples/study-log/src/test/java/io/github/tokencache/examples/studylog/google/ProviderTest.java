package io.github.tokencache.examples.studylog.google;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.github.tokencache.examples.studylog.RunningApplication;
import io.github.tokencache.examples.studylog.WebBrowser;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicInteger;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import org.junit.jupiter.api.Test;

/** Our side of the login, held to a provider that others wrote. */
class ProviderTest {

    @Test
    void logsInWithAnIndependentProviderOfOpenIdConnect() throws IOException {
        MockOAuth2Server provider = new MockOAuth2Server();
        provider.start();
        try (RunningApplication application = start(provider.issuerUrl("google").toString())) {
            WebBrowser browser = application.browser();
            String authorize = browser.location(browser.get("/oauth2/authorization/google"));
            assertThat(authorize).startsWith(provider.issuerUrl("google").toString());

            String callback = browser.location(browser.get(authorize));

            assertThat(browser.location(browser.get(callback))).endsWith("/?login=google");
        } finally {
            provider.shutdown();
        }
    }

    @Test
    void theVariablesOfTheEnvironmentNameItAndTheStartAsksNobody() throws IOException {
        AtomicInteger asked = new AtomicInteger();
        HttpServer provider = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        provider.createContext("/", exchange -> {
            asked.incrementAndGet();
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
        });
        provider.start();
        String issuer = "http://localhost:" + provider.getAddress().getPort();
        try (RunningApplication application = RunningApplication.start(
                "GOOGLE_CLIENT_ID=an-id", "GOOGLE_CLIENT_SECRET=a-secret", "study-log.google.issuer=" + issuer)) {
            assertThat(application.bean(GoogleProperties.class)).hasToString("an-id at " + issuer);
            assertThat(asked).hasValue(0);

            application.browser().get("/oauth2/authorization/google");

            assertThat(asked).hasPositiveValue();
        } finally {
            provider.stop(0);
        }
    }

    @Test
    void theStandInIsNotThereBesideAProvider() {
        try (RunningApplication application = start("http://localhost:1/unreachable")) {
            WebBrowser browser = application.browser();

            assertThat(browser.get("/google/jwks").statusCode()).isNotEqualTo(200);
            assertThat(application.bean(GoogleProperties.class)).hasToString("an-id at http://localhost:1/unreachable");
        }
    }

    @Test
    void anIdWithoutASecretIsRefusedAtTheStart() {
        assertThatThrownBy(() -> new GoogleProperties("an-id", "", "https://accounts.google.com"))
                .hasMessage(
                        "study-log.google.client-id and client-secret must be set both or neither, but only one was");
    }

    private static RunningApplication start(String issuer) {
        return RunningApplication.start(
                "study-log.google.client-id=an-id",
                "study-log.google.client-secret=a-secret",
                "study-log.google.issuer=" + issuer);
    }
}
