package io.github.tokencache.examples.studylog.counting;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.tokencache.examples.studylog.StoreVariant;
import io.github.tokencache.examples.studylog.WebBrowser;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DemoNodesTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final DemoNodes nodes = DemoNodes.start(Optional.empty(), 0, new PrintStream(printed, true, UTF_8));
    private final WebBrowser page = new WebBrowser(nodes.page());

    @AfterAll
    void stop() {
        nodes.close();
    }

    @Test
    void sayWhatTheyAreDoingWhileTheyStart() {
        assertThat(printed.toString(UTF_8).lines())
                .containsExactly(
                        "Starting Redis",
                        "Starting node A, with the page",
                        "Starting node B, on the same tables and the same cache");
    }

    @Test
    void theFirstHasTheLabAndKnowsTheSecond() {
        JsonNode state = json(page.get("/lab/state"));

        assertThat(state.path("cache").asText()).isEqualTo("two-level");
        assertThat(state.path("secondNode").toString())
                .isEqualTo("{\"running\":true,\"name\":\"B\",\"address\":\"" + nodes.second() + "\"}");
        assertThat(state.path("tiers").findValuesAsText("tier")).containsExactly("near", "shared", "near", "shared");
        assertThat(new WebBrowser(nodes.second()).get("/lab/state").statusCode())
                .isEqualTo(404);
    }

    @Test
    void whatIsRevokedOnTheFirstIsRefusedByTheSecondAtOnce() {
        JsonNode revocation = json(post("/lab/second-node/revoke"));

        assertThat(revocation.path("revokedOn").asText()).isEqualTo("A");
        assertThat(revocation.path("calledOn").asText()).isEqualTo("B");
        assertThat(revocation.path("before").asInt()).isEqualTo(200);
        assertThat(revocation.path("after").asInt()).isEqualTo(401);
        assertThat(revocation.path("revokeMillis").asDouble()).isPositive();
        assertThat(revocation.path("refusedAfterMillis").asDouble()).isPositive();
    }

    @Test
    void aCallThatIsAnsweredFromMemoryCountsForTheNearTier() {
        post("/lab/family/start");
        post("/lab/family/call");
        long hits = nearHits();

        post("/lab/family/call");

        assertThat(nearHits()).isGreaterThan(hits);
    }

    @Test
    void theClockMovesOnBothNodes() {
        post("/lab/family/start");
        HttpResponse<String> guest = page.postForm("/api/auth/guest", Map.of());
        String token = json(guest).path("access_token").asText();
        WebBrowser second = new WebBrowser(nodes.second());
        assertThat(second.get("/api/me", "Authorization", "Bearer " + token).statusCode())
                .isEqualTo(200);

        page.postJson("/lab/clock", "{\"seconds\":1801}", "X-Lab", "true");

        HttpResponse<String> refused = second.get("/api/me", "Authorization", "Bearer " + token);
        assertThat(json(refused).path("error_description").asText()).isEqualTo("The access token has expired");
    }

    @Test
    void thePageShowsWhatWasCounted() {
        Cost cost = new Cost(List.of("select 1", "select 2"), List.of());
        nodes.show(new CountedFlows(Map.of(StoreVariant.PLAIN, Map.of(Flow.ISSUE_FIRST, cost))));

        JsonNode first = json(page.get("/lab/flows")).path("flows").get(0);

        assertThat(first.path("flow").asText()).isEqualTo("issue-first");
        assertThat(first.path("counts").toString()).isEqualTo("{\"plain\":2,\"cached\":null,\"lean\":null}");
    }

    private long nearHits() {
        return json(page.get("/lab/state")).path("tiers").get(0).path("hits").asLong();
    }

    private HttpResponse<String> post(String path) {
        return page.postJson(path, "", "X-Lab", "true");
    }

    private static JsonNode json(HttpResponse<String> response) {
        try {
            return JSON.readTree(response.body());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(response + " must be JSON", e);
        }
    }
}
