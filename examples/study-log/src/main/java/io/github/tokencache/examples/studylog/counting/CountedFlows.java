package io.github.tokencache.examples.studylog.counting;

import io.github.tokencache.examples.studylog.StoreVariant;
import java.util.Map;
import java.util.OptionalInt;

/**
 * What the demonstration has counted before the page was there.
 *
 * @param costs of each flow, by the store
 */
public record CountedFlows(Map<StoreVariant, Map<Flow, Cost>> costs) {
    public CountedFlows {
        costs = Map.copyOf(costs);
    }

    /** How many statements the flow took with a store, where that was counted. */
    public OptionalInt statements(StoreVariant store, Flow flow) {
        Cost cost = costs.getOrDefault(store, Map.of()).get(flow);
        return cost == null
                ? OptionalInt.empty()
                : OptionalInt.of(cost.statements().size());
    }
}
