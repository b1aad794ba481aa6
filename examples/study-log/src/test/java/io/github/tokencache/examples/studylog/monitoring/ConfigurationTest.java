package io.github.tokencache.examples.studylog.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What can be said of the configuration without the programs that it is for. */
class ConfigurationTest {
    private static final int WIDTH = 24;

    static List<Path> yamlFiles() {
        return Configuration.files(".yml");
    }

    @ParameterizedTest
    @MethodSource("yamlFiles")
    void everyYamlFileCanBeRead(Path file) {
        assertThat(Configuration.yaml(file)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"study-log.json", "logs.json"})
    void everyPanelIsComplete(String name) {
        JsonNode dashboard = Configuration.dashboard(name);
        Set<Integer> ids = new HashSet<>();
        for (JsonNode panel : dashboard.get("panels")) {
            assertThat(ids.add(panel.get("id").asInt()))
                    .as("id of " + panel.get("title"))
                    .isTrue();
            assertThat(panel.get("title").asText()).isNotBlank();
            if (!panel.get("type").asText().equals("row")) {
                hasContent(panel);
            }
        }
    }

    private static void hasContent(JsonNode panel) {
        assertThat(panel.get("description").asText()).isNotBlank();
        assertThat(panel.get("targets")).isNotEmpty();
        Set<String> references = new HashSet<>();
        for (JsonNode target : panel.get("targets")) {
            assertThat(target.get("expr").asText()).isNotBlank();
            assertThat(references.add(target.get("refId").asText())).isTrue();
            assertThat(target.at("/datasource/uid").asText()).isEqualTo("${datasource}");
        }
        assertThat(panel.at("/datasource/uid").asText()).isEqualTo("${datasource}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"study-log.json", "logs.json"})
    void noPanelsOverlap(String name) {
        Set<List<Integer>> taken = new HashSet<>();
        for (JsonNode panel : Configuration.dashboard(name).get("panels")) {
            JsonNode place = panel.get("gridPos");
            int left = place.get("x").asInt();
            int top = place.get("y").asInt();
            assertThat(left + place.get("w").asInt()).isLessThanOrEqualTo(WIDTH);
            for (int x = left; x < left + place.get("w").asInt(); x++) {
                for (int y = top; y < top + place.get("h").asInt(); y++) {
                    assertThat(taken.add(List.of(x, y)))
                            .as("place of " + panel.get("title"))
                            .isTrue();
                }
            }
        }
    }

    @Test
    void dashboardsHaveTheirDataSourceAsAVariable() {
        Set<String> addresses = new HashSet<>();
        for (Path file : Configuration.files(".json")) {
            JsonNode dashboard = Configuration.json(file);
            assertThat(addresses.add(dashboard.get("uid").asText())).isTrue();
            JsonNode first = dashboard.at("/templating/list/0");
            assertThat(first.get("name").asText()).isEqualTo("datasource");
            assertThat(first.get("type").asText()).isEqualTo("datasource");
            assertThat(dashboard.has("id")).isFalse();
        }
        assertThat(addresses).hasSize(2);
    }

    @Test
    void everyAlertIsSeenToFireAndNotToFire() {
        Set<String> fired = new TreeSet<>();
        Set<String> silent = new TreeSet<>();
        for (JsonNode test : Configuration.tests()) {
            for (JsonNode alert : test.path("alert_rule_test")) {
                (alert.path("exp_alerts").isEmpty() ? silent : fired)
                        .add(alert.get("alertname").asText());
            }
        }
        assertThat(fired).isEqualTo(names("alert"));
        assertThat(silent).isEqualTo(names("alert"));
    }

    @Test
    void everyRecordingRuleHasATestThatExpectsAFigure() {
        List<String> tested = new ArrayList<>();
        for (JsonNode test : Configuration.tests()) {
            for (JsonNode expression : test.path("promql_expr_test")) {
                assertThat(expression.get("exp_samples")).isNotEmpty();
                tested.add(expression.get("expr").asText());
            }
        }
        assertThat(names("record")).allSatisfy(name -> assertThat(tested).anyMatch(test -> test.contains(name)));
    }

    private static Set<String> names(String kind) {
        return Configuration.rules(kind).stream()
                .map(Configuration.Rule::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
