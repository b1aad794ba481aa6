package io.github.tokencache.examples.studylog.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.tokencache.examples.studylog.StoreVariant;
import io.github.tokencache.examples.studylog.counting.Flow;
import io.github.tokencache.examples.studylog.counting.StudyLogServer;
import io.github.tokencache.examples.studylog.counting.Wiring;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LabFlowsTest {
    private final StudyLogServer server = StudyLogServer.start(
            StoreVariant.LEAN,
            Wiring.DEFAULT,
            Map.of("study-log.lab", "true", "spring.datasource.url", "jdbc:h2:mem:lab-flows"));

    private final LabBrowser page = new LabBrowser(server.address());

    @AfterAll
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "issue-first, 11, 4",
        "issue-again, 9, 5",
        "issue-expired, null, 7",
        "check, 4, 0",
        "check-cold, 4, null",
        "refresh, 14, 7",
        "refresh-unknown, 5, 1",
        "revoke, 3, 2"
    })
    void theArticlesCountsAreThereWhereItHasThem(String flow, String plain, String cached) {
        assertThat(flow(flow).path("article").toString())
                .isEqualTo("{\"plain\":" + plain + ",\"cached\":" + cached + "}");
    }

    @Test
    void aFlowIsRunWithEachStore() {
        assertThat(page.get("flows").path("columns").toString()).isEqualTo("[\"plain\",\"cached\",\"lean\"]");
        assertThat(flow("revoke").path("counts").toString())
                .isEqualTo("{\"plain\":null,\"cached\":null,\"lean\":null}");

        JsonNode run = page.post("flows/refresh/run");

        assertThat(run.path("flow").asText()).isEqualTo("refresh");
        assertThat(flow("refresh").path("counts").toString()).isEqualTo("{\"plain\":14,\"cached\":7,\"lean\":5}");
        for (String column : new String[] {"plain", "cached", "lean"}) {
            JsonNode shown = run.path("columns").path(column);
            assertThat(shown.path("count").asInt())
                    .isEqualTo(shown.path("statements").size());
            assertThat(shown.path("statements").toString()).contains("insert into oauth_access_token");
            assertThat(shown.path("commands")).isEmpty();
        }
        assertThat(page.post("flows/refresh/run")).isEqualTo(run);
    }

    @Test
    void aFlowThatThereIsNotIsRefused() {
        assertThat(page.refusal("flows/login/run", 404)).isEqualTo("no_such_flow");
    }

    @Test
    void oneFlowRunsAtATime() {
        try (FlowServers servers = new FlowServers()) {
            servers.run(Flow.CHECK, costOf -> {
                CompletableFuture<String> second =
                        CompletableFuture.supplyAsync(() -> servers.run(Flow.CHECK, meanwhile -> "run"));
                assertThatThrownBy(second::join)
                        .hasRootCauseInstanceOf(LabException.class)
                        .hasRootCauseMessage("One flow runs at a time: try again when it is done");
                return "refused";
            });
            String afterwards = servers.run(Flow.CHECK, costOf -> "run");
            assertThat(afterwards).isEqualTo("run");
        }
    }

    @Test
    void noFlowRunsAfterTheEnd() {
        FlowServers servers = new FlowServers();
        servers.close();

        assertThatThrownBy(() -> servers.run(Flow.CHECK, costOf -> costOf.apply(StoreVariant.PLAIN)))
                .hasMessage("This node is being stopped");
    }

    @Test
    void thereIsNoSecondNodeUnlessOneWasStarted() {
        assertThat(page.refusal("second-node/revoke", 409)).isEqualTo("no_second_node");
    }

    private JsonNode flow(String label) {
        for (JsonNode flow : page.get("flows").path("flows")) {
            if (flow.path("flow").asText().equals(label)) {
                return flow;
            }
        }
        throw new AssertionError("there must be a flow " + label);
    }
}
