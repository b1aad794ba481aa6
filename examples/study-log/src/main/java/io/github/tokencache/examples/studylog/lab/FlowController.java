package io.github.tokencache.examples.studylog.lab;

import io.github.tokencache.examples.studylog.StoreVariant;
import io.github.tokencache.examples.studylog.counting.Cost;
import io.github.tokencache.examples.studylog.counting.CountedFlows;
import io.github.tokencache.examples.studylog.counting.Flow;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The statements of each flow, by the store. */
@Lab
@RestController
@RequestMapping(LabSecurity.PATH + "/flows")
class FlowController {
    private static final Map<String, StoreVariant> COLUMNS = columns();

    private final FlowServers servers;
    private final ObjectProvider<CountedFlows> before;
    private final Map<Flow, Map<String, Integer>> counts = new ConcurrentHashMap<>();

    FlowController(FlowServers servers, ObjectProvider<CountedFlows> before) {
        this.servers = servers;
        this.before = before;
    }

    /** All flows. */
    record Flows(List<String> columns, List<Row> flows) {}

    /** What is known of one: by the article, and from here; a count is null where nothing was run yet. */
    record Row(String flow, String description, ArticleCounts article, Map<String, @Nullable Integer> counts) {}

    /** What came of a run. */
    record Run(String flow, Map<String, Column> columns) {}

    /** The statements with one store. */
    record Column(int count, List<String> statements, List<String> commands) {
        static Column of(Cost cost) {
            return new Column(cost.statements().size(), cost.statements(), cost.commands());
        }
    }

    @GetMapping
    Flows flows() {
        return new Flows(
                List.copyOf(COLUMNS.keySet()),
                Arrays.stream(Flow.values())
                        .map(flow -> new Row(flow.label(), flow.description(), ArticleCounts.of(flow), counts(flow)))
                        .toList());
    }

    private Map<String, @Nullable Integer> counts(Flow flow) {
        CountedFlows counted = before.getIfAvailable(() -> new CountedFlows(Map.of()));
        Map<String, Integer> run = counts.getOrDefault(flow, Map.of());
        Map<String, @Nullable Integer> shown = new LinkedHashMap<>();
        COLUMNS.forEach((column, store) -> {
            Integer own = run.get(column);
            shown.put(column, own != null ? own : boxed(counted, store, flow));
        });
        return shown;
    }

    private static @Nullable Integer boxed(CountedFlows counted, StoreVariant store, Flow flow) {
        return counted.statements(store, flow).stream().boxed().findFirst().orElse(null);
    }

    @PostMapping("/{flow}/run")
    Run run(@PathVariable String flow) {
        Flow known = known(flow);
        Map<String, Column> columns = servers.run(known, FlowController::eachColumn);
        Map<String, Integer> run = new LinkedHashMap<>();
        columns.forEach((column, cost) -> run.put(column, cost.count()));
        counts.put(known, run);
        return new Run(flow, columns);
    }

    private static Map<String, Column> eachColumn(Function<StoreVariant, Cost> costOf) {
        Map<String, Column> columns = new LinkedHashMap<>();
        COLUMNS.forEach((column, store) -> columns.put(column, Column.of(costOf.apply(store))));
        return columns;
    }

    private static Flow known(String label) {
        return Arrays.stream(Flow.values())
                .filter(flow -> flow.label().equals(label))
                .findFirst()
                .orElseThrow(() -> new LabException(404, "no_such_flow", "There is no such flow"));
    }

    private static Map<String, StoreVariant> columns() {
        Map<String, StoreVariant> columns = new LinkedHashMap<>();
        columns.put("plain", StoreVariant.PLAIN);
        columns.put("cached", StoreVariant.CACHING_POPULATE);
        columns.put("lean", StoreVariant.LEAN);
        return columns;
    }
}
