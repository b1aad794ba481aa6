package io.github.tokencache.examples.studylog.counting;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tokencache.examples.studylog.CacheKind;
import io.github.tokencache.examples.studylog.StoreVariant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * With the caches in Redis: the statements are those of the caches in process, and the commands are these. With two levels
 * there are fewer, as many as the near lease lets through, and one message for each write.
 */
class RedisCountsTest {

    /** Commands by store and wiring, in the order of {@link Flow}. */
    static final Map<String, List<Integer>> EXPECTED = Map.ofEntries(
            entry("caching", List.of(14, 13, 16, 4, 6, 13, 4, 3)),
            entry("caching-populate", List.of(16, 12, 17, 4, 6, 17, 4, 3)),
            entry("lean", List.of(20, 14, 21, 4, 6, 25, 7, 5)),
            entry("caching-tx", List.of(16, 14, 18, 4, 6, 16, 4, 3)),
            entry("caching-populate-tx", List.of(16, 14, 17, 4, 6, 16, 4, 3)),
            entry("lean-tx", List.of(19, 13, 20, 4, 6, 26, 7, 5)));

    private static final int MESSAGES_AT_MOST = 6;

    static Stream<Arguments> everyStoreInEveryWiring() {
        return Stream.of(StoreVariant.CACHING, StoreVariant.CACHING_POPULATE, StoreVariant.LEAN)
                .flatMap(store -> Stream.of(Wiring.values()).map(wiring -> Arguments.of(store, wiring)));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("everyStoreInEveryWiring")
    void everyFlowOnRedisCostsWhatIsPublished(StoreVariant store, Wiring wiring) {
        String name = store.label() + wiring.suffix();

        Map<Flow, Cost> costs = costs(CacheKind.REDIS, store, wiring);

        assertThat(statements(costs)).isEqualTo(StatementCountsTest.EXPECTED.get(name));
        assertThat(commands(costs)).isEqualTo(EXPECTED.get(name));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("everyStoreInEveryWiring")
    void everyFlowOnTwoLevelsCostsNoMoreThanOnRedisAndTheMessages(StoreVariant store, Wiring wiring) {
        String name = store.label() + wiring.suffix();

        Map<Flow, Cost> costs = costs(CacheKind.TWO_LEVEL, store, wiring);

        assertThat(statements(costs)).isEqualTo(StatementCountsTest.EXPECTED.get(name));
        List<Integer> commands = commands(costs);
        List<Integer> onRedis = EXPECTED.getOrDefault(name, List.of());
        for (int flow = 0; flow < commands.size(); flow++) {
            assertThat(commands.get(flow)).isLessThanOrEqualTo(onRedis.get(flow) + MESSAGES_AT_MOST);
        }
    }

    private static Map<Flow, Cost> costs(CacheKind cache, StoreVariant store, Wiring wiring) {
        try (CachePlace place = CachePlace.ofItsOwn(cache);
                StudyLogServer server = StudyLogServer.start(store, wiring, place.properties())) {
            return new FlowDriver(server).costOfAllFlows(flow -> {});
        }
    }

    private static List<Integer> statements(Map<Flow, Cost> costs) {
        return costs.values().stream().map(cost -> cost.statements().size()).toList();
    }

    private static List<Integer> commands(Map<Flow, Cost> costs) {
        return costs.values().stream().map(cost -> cost.commands().size()).toList();
    }
}
