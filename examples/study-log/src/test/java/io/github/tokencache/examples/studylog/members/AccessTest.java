package io.github.tokencache.examples.studylog.members;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tokencache.examples.studylog.RunningApplication;
import io.github.tokencache.examples.studylog.counting.StatementLog;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccessTest {
    private static final String ALTERED = "The access token was altered or is not of this service";

    private final StatementLog statements = new StatementLog();
    private final RunningApplication application =
            RunningApplication.start(starting -> starting.getBeanFactory().addBeanPostProcessor(statements));

    @AfterAll
    void stop() {
        application.close();
    }

    @Test
    void aWarmTokenCostsNoStatement() {
        Session session = Session.ofGuest(application);
        session.get("/api/me");
        statements.clear();

        assertThat(session.get("/api/me").statusCode()).isEqualTo(200);

        assertThat(statements.statements()).isEmpty();
    }

    @Test
    void aCallWithoutATokenIsToldTheSchemeAndNoError() {
        HttpResponse<String> refused = application.browser().get("/api/me");

        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(challenge(refused)).isEqualTo("Bearer realm=\"study-log\"");
        assertThat(Session.json(refused)).containsEntry("error", "missing_token");
    }

    @ParameterizedTest
    @CsvSource({
        "Bearer, 400, invalid_request",
        "Bearer two tokens, 400, invalid_request",
        "Bearer <script>, 400, invalid_request",
        "Basic bWluYTpzdHVkeQ==, 401, missing_token",
        "Bearer short, 401, invalid_token",
        "bearer short, 401, invalid_token"
    })
    void whatIsNoTokenOfOursIsRefused(String authorization, int status, String error) {
        HttpResponse<String> refused = application.browser().get("/api/me", "Authorization", authorization);

        assertThat(refused.statusCode()).isEqualTo(status);
        assertThat(Session.json(refused)).containsEntry("error", error);
    }

    @Test
    void twoTokensAreRefused() {
        Session session = Session.ofGuest(application);

        HttpResponse<String> refused = session.browser()
                .get("/api/me", "Authorization", "Bearer " + session.accessToken(), "Authorization", "Bearer other");

        assertThat(refused.statusCode()).isEqualTo(400);
    }

    @Test
    void anAlteredTokenIsRefusedAsSuchWithoutAStatement() {
        Session session = Session.ofGuest(application);
        byte[] value = Base64.getUrlDecoder().decode(session.accessToken());
        statements.clear();
        for (int i = 0; i < value.length; i++) {
            byte[] altered = value.clone();
            altered[i] ^= 1;

            assertRefused(Base64.getUrlEncoder().withoutPadding().encodeToString(altered), ALTERED);
        }
        assertRefused(session.accessToken() + "AA", ALTERED);
        assertRefused(session.accessToken().substring(2), ALTERED);

        assertThat(statements.statements()).isEmpty();
    }

    @Test
    void anExpiredTokenIsRefusedAsSuchEachTimeWithoutAStatement() {
        Session session = Session.ofGuest(application);
        application.clock().move(Duration.ofMinutes(30));
        try {
            statements.clear();
            assertRefused(session.accessToken(), "The access token has expired");
            assertRefused(session.accessToken(), "The access token has expired");
            assertThat(statements.statements()).isEmpty();
        } finally {
            application.clock().move(Duration.ofMinutes(-30));
        }
        assertThat(session.get("/api/me").statusCode()).isEqualTo(200);
    }

    @Test
    void aRevokedTokenIsRefusedAsSuch() {
        Session session = Session.ofGuest(application);
        session.get("/api/me");

        session.logout();

        assertRefused(session.accessToken(), "The access token was revoked");
    }

    @Test
    void aTokenOfAnotherClientIsNotOfThisService() {
        HttpResponse<String> issued = application
                .browser()
                .postForm(
                        "/oauth/token",
                        Map.of("grant_type", "password", "username", "mina", "password", "study"),
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString("study-web:web-secret".getBytes(UTF_8)));
        assertThat(issued.statusCode()).isEqualTo(200);

        assertRefused(String.valueOf(Session.json(issued).get("access_token")), ALTERED);
    }

    @Test
    void aPathThatIsNotThereIsCheckedToo() {
        assertThat(application.browser().get("/api/nothing").statusCode()).isEqualTo(401);
        assertThat(Session.ofGuest(application).get("/api/nothing").statusCode())
                .isEqualTo(404);
    }

    private void assertRefused(String token, String description) {
        HttpResponse<String> refused = application.browser().get("/api/me", "Authorization", "Bearer " + token);

        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(challenge(refused))
                .isEqualTo("Bearer realm=\"study-log\", error=\"invalid_token\", error_description=\"" + description
                        + '"');
    }

    private static String challenge(HttpResponse<String> response) {
        return response.headers().firstValue("WWW-Authenticate").orElseThrow();
    }
}
