package io.github.tokencache.examples.studylog.counting;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tokencache.examples.studylog.StoreVariant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class StatementCountsTest {

    /** By store and wiring, in the order of {@link Flow}. In a transaction nothing is populated and nothing inserted blindly. */
    static final Map<String, List<Integer>> EXPECTED = Map.ofEntries(
            entry("plain", List.of(11, 9, 12, 4, 4, 14, 5, 3)),
            entry("aop", List.of(4, 5, 7, 0, 2, 7, 1, 2)),
            entry("caching", List.of(4, 5, 7, 0, 2, 7, 1, 2)),
            entry("caching-populate", List.of(4, 3, 7, 0, 2, 7, 1, 2)),
            entry("lean", List.of(3, 1, 5, 0, 1, 5, 1, 2)),
            entry("lean-elide", List.of(3, 0, 5, 0, 1, 5, 1, 2)),
            entry("plain-tx", List.of(11, 9, 12, 4, 4, 14, 5, 3)),
            entry("aop-tx", List.of(4, 5, 7, 0, 2, 7, 1, 2)),
            entry("caching-tx", List.of(4, 5, 7, 0, 2, 7, 1, 2)),
            entry("caching-populate-tx", List.of(4, 5, 7, 0, 2, 7, 1, 2)),
            entry("lean-tx", List.of(4, 2, 6, 0, 1, 6, 1, 2)),
            entry("lean-elide-tx", List.of(4, 2, 6, 0, 1, 6, 1, 2)));

    static Stream<Arguments> everyStoreInEveryWiring() {
        return Arrays.stream(StoreVariant.values())
                .flatMap(store -> Arrays.stream(Wiring.values()).map(wiring -> Arguments.of(store, wiring)));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("everyStoreInEveryWiring")
    void everyFlowCostsWhatIsPublished(StoreVariant store, Wiring wiring) {
        try (StudyLogServer server = StudyLogServer.start(store, wiring, Map.of())) {
            Map<Flow, Cost> costs = new FlowDriver(server).costOfAllFlows(flow -> {});

            assertThat(costs.values().stream().map(cost -> cost.statements().size()))
                    .containsExactlyElementsOf(EXPECTED.get(store.label() + wiring.suffix()));
        }
    }
}
