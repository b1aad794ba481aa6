package io.github.tokencache.examples.studylog.counting;

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

    /** In the order of {@link Flow}. */
    private static final Map<StoreVariant, List<Integer>> EXPECTED = Map.of(
            StoreVariant.PLAIN, List.of(11, 9, 12, 4, 4, 14, 5, 3),
            StoreVariant.AOP, List.of(4, 5, 7, 0, 2, 7, 1, 2));

    static Stream<Arguments> everyStoreInEveryWiring() {
        return Arrays.stream(StoreVariant.values())
                .flatMap(store -> Arrays.stream(Wiring.values()).map(wiring -> Arguments.of(store, wiring)));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("everyStoreInEveryWiring")
    void everyFlowCostsWhatIsPublished(StoreVariant store, Wiring wiring) {
        try (StudyLogServer server = StudyLogServer.start(store, wiring, Map.of())) {
            Map<Flow, List<String>> statements = new FlowDriver(server).statementsOfAllFlows(flow -> {});

            assertThat(statements.values().stream().map(List::size)).isEqualTo(EXPECTED.get(store));
        }
    }
}
