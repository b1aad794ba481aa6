package io.github.tokencache.examples.studylog.counting;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tokencache.examples.studylog.CacheKind;
import io.github.tokencache.examples.studylog.StoreVariant;
import io.github.tokencache.examples.studylog.WebBrowser;
import io.github.tokencache.examples.studylog.members.Session;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A refresh token that comes again, after the window, on one of two applications with one database and one Redis: what the
 * other has just served, it serves no more.
 */
class ReuseElsewhereTest {
    private static final String COOKIE = "study_log_refresh";

    @ParameterizedTest
    @CsvSource({"REDIS, LEAN", "TWO_LEVEL, LEAN", "REDIS, CACHING_POPULATE", "TWO_LEVEL, CACHING_POPULATE"})
    void theOtherNodeRefusesTheWholeFamilyAtOnce(CacheKind kind, StoreVariant store) {
        try (CachePlace cache = CachePlace.ofItsOwn(kind)) {
            Map<String, String> properties = new HashMap<>(cache.properties());
            properties.put("spring.datasource.url", "jdbc:h2:mem:" + UUID.randomUUID());
            Map<String, String> withLab = new HashMap<>(properties);
            withLab.put("study-log.lab", "true");
            try (StudyLogServer a = StudyLogServer.start(store, Wiring.DEFAULT, withLab);
                    StudyLogServer b = a.startSecondNode(properties)) {
                reuse(new WebBrowser(a.address()), new WebBrowser(b.address()));
            }
        }
    }

    private static void reuse(WebBrowser a, WebBrowser b) {
        Session session = Session.ofGuest(a);
        String stolen = session.refreshToken();
        List<String> accessTokens = new ArrayList<>(List.of(session.accessToken()));
        for (int refresh = 0; refresh < 2; refresh++) {
            assertThat(call(b, session.accessToken()).statusCode()).isEqualTo(200);
            assertThat(session.refresh().statusCode()).isEqualTo(200);
            accessTokens.add(session.accessToken());
        }
        String newest = session.refreshToken();
        a.postJson("/lab/clock", "{\"seconds\":60}", "X-Lab", "true");
        for (int warm = 0; warm < 2; warm++) {
            assertThat(call(a, session.accessToken()).statusCode()).isEqualTo(200);
            assertThat(call(b, session.accessToken()).statusCode()).isEqualTo(200);
        }

        assertRefused(refresh(a, stolen));

        for (String accessToken : accessTokens) {
            HttpResponse<String> refused = call(b, accessToken);
            assertThat(refused.statusCode()).isEqualTo(401);
            assertThat(refused.headers().firstValue("WWW-Authenticate").orElseThrow())
                    .contains("invalid_token");
        }
        assertRefused(refresh(b, newest));
        assertRefused(refresh(a, newest));
    }

    private static HttpResponse<String> call(WebBrowser node, String accessToken) {
        return node.get("/api/me", "Authorization", "Bearer " + accessToken);
    }

    private static HttpResponse<String> refresh(WebBrowser node, String refreshToken) {
        node.putCookie(COOKIE, refreshToken, "/api/auth");
        return node.postForm("/api/auth/refresh", Map.of());
    }

    private static void assertRefused(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).contains("invalid_grant");
    }
}
