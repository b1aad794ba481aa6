package io.github.tokencache.examples.studylog.lab;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.tokencache.examples.studylog.StoreVariant;
import io.github.tokencache.examples.studylog.counting.StudyLogServer;
import io.github.tokencache.examples.studylog.counting.Wiring;
import io.github.tokencache.examples.studylog.members.Session;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LabStateTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final StudyLogServer server = StudyLogServer.start(
            StoreVariant.LEAN,
            Wiring.DEFAULT,
            Map.of("study-log.lab", "true", "spring.datasource.url", "jdbc:h2:mem:lab-state"));

    private final LabBrowser page = new LabBrowser(server.address());

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void saysWhatIsRunning() {
        JsonNode state = page.get("state");

        assertThat(state.path("node").asText()).isEqualTo("A");
        assertThat(state.path("address").asText()).isEqualTo(server.address().toString());
        assertThat(state.path("store").asText()).isEqualTo("lean");
        assertThat(state.path("cache").asText()).isEqualTo("caffeine");
        assertThat(state.path("google").asText()).isEqualTo("stand-in");
        assertThat(state.path("secondNode").toString()).isEqualTo("{\"running\":false,\"name\":null,\"address\":null}");
    }

    @Test
    void countsWhatTheCachesAreAskedFor() {
        Session session = Session.ofGuest(page.browser());
        long hits = tier("tokens").path("hits").asLong();

        session.get("/api/me");

        JsonNode tier = tier("tokens");
        assertThat(tier.path("tier").asText()).isEqualTo("memory");
        assertThat(tier.path("hits").asLong()).isGreaterThan(hits);
        assertThat(tier.path("ratio").asDouble())
                .isEqualTo(tier.path("hits").asDouble()
                        / (tier.path("hits").asLong() + tier.path("misses").asLong()));
    }

    @Test
    void movesTheClockForwardOnly() {
        long before = page.get("state").path("clockOffsetSeconds").asLong();

        JsonNode moved = page.post("clock", "{\"seconds\":60}");

        assertThat(moved.path("clockOffsetSeconds").asLong()).isEqualTo(before + 60);
        assertThat(page.get("state").path("clockOffsetSeconds").asLong()).isEqualTo(before + 60);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"{\"seconds\":-1}", "{\"seconds\":999999999999}", "{\"seconds\":\"soon\"}", "[", "''"})
    void refusesWhatIsNoWayForward(String body) {
        var refused = page.browser().postJson("/lab/clock", body, "X-Lab", "true");

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).startsWith("{\"").contains("\"error\":\"invalid_request\"");
    }

    @Test
    void refusesWhatAnotherOriginsPageCouldSend() {
        var refused = page.browser().postJson("/lab/clock", "{\"seconds\":60}");

        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("\"error\":\"header_missing\"");
    }

    @Test
    void allowsNoOtherOriginToSendTheHeader() {
        var preflight = page.browser()
                .send(
                        "OPTIONS",
                        "/lab/clock",
                        BodyPublishers.noBody(),
                        "Origin",
                        "https://other.example",
                        "Access-Control-Request-Method",
                        "POST",
                        "Access-Control-Request-Headers",
                        "x-lab");

        assertThat(preflight.headers().map())
                .doesNotContainKeys("access-control-allow-origin", "access-control-allow-headers");
    }

    @Test
    void tellsWhatHappensToFamiliesAndWhatSlackHears() {
        Session session = Session.ofGuest(page.browser());
        String first = session.refreshToken();
        session.refresh();
        page.post("clock", "{\"seconds\":60}");
        session.browser().putCookie("study_log_refresh", first, "/api/auth");
        session.refresh();

        JsonNode events = page.get("events").path("events");
        assertThat(events.findValuesAsText("kind").subList(0, 3))
                .containsExactly("family-revoked", "reuse-detected", "rotated");
        JsonNode reuse = events.get(1);
        assertThat(reuse.path("family").asText()).matches("[0-9a-f]{8}");
        assertThat(reuse.path("generation").asInt()).isEqualTo(1);
        assertThat(events.get(2).path("generation").asInt()).isEqualTo(2);
        assertThat(reuse.path("client").asText()).isEqualTo("study-app");
        assertThat(Instant.parse(reuse.path("at").asText()))
                .isAfter(Instant.parse(events.get(2).path("at").asText()).plusSeconds(50));
        await(() -> !page.get("events").path("slack").isEmpty());
        JsonNode message = page.get("events").path("slack").get(0);
        assertThat(message.path("text").asText())
                .contains("A replaced refresh token came again: family "
                        + reuse.path("family").asText());
        assertThat(Instant.parse(message.path("at").asText())).isNotNull();
    }

    private JsonNode tier(String cache) {
        for (JsonNode tier : page.get("state").path("tiers")) {
            if (tier.path("cache").asText().equals(cache)) {
                return tier;
            }
        }
        throw new AssertionError("there must be a tier of " + cache);
    }

    /** The alert takes its way through a queue and a connection. */
    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(end);
        }
    }
}
