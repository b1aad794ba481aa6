package io.github.tokencache.benchmarks.jmh;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.util.Statistics;

/** The rows of a summary, each beside its baseline. */
final class Rows {
    private final List<Row> rows = new ArrayList<>();

    /** What one cell has given: the median of its calls and their mean, and what a call allocates and sends. */
    void add(Cell cell, RunResult result) {
        Statistics times = result.getPrimaryResult().getStatistics();
        add(Row.of(cell.benchmark(), cell.subject(), cell.metric("time"), times.getPercentile(50), "ns"));
        add(Row.of(cell.benchmark(), cell.subject(), cell.metric("mean"), times.getMean(), "ns"));
        boolean besideRevokes = cell.parameters().containsKey("revokes"); // which allocate and send too
        secondary(result, "gc.alloc.rate.norm")
                .filter(bytes -> !besideRevokes)
                .ifPresent(bytes ->
                        add(Row.of("allocation", cell.subject(), cell.metric(cell.benchmark()), bytes, "bytes")));
        double operations = secondary(result, "operations").orElse(0.0);
        if (operations > 0) {
            perOperation(cell, result, "statements", operations);
            perOperation(cell, result, besideRevokes ? "revokes" : "commands", operations);
        }
    }

    private void perOperation(Cell cell, RunResult result, String metric, double operations) {
        secondary(result, metric)
                .ifPresent(sum ->
                        add(Row.of(cell.benchmark(), cell.subject(), cell.metric(metric), sum / operations, metric)));
    }

    private static Optional<Double> secondary(RunResult result, String name) {
        Result<?> found = result.getSecondaryResults().get(name);
        return Optional.ofNullable(found).map(Result::getScore);
    }

    void add(Row row) {
        rows.add(row);
    }

    /** All rows, where there is a baseline with the ratio to it, and more than one where a goal names another. */
    List<Row> all() {
        List<Row> compared = new ArrayList<>();
        for (Row row : rows) {
            List<Row> baselines = row.baseline() != null
                    ? List.of()
                    : baselinesOf(row).stream()
                            .filter(name -> !name.equals(row.subject()))
                            .flatMap(name -> find(row, name).stream())
                            .filter(baseline -> baseline.value() > 0)
                            .toList();
            if (baselines.isEmpty()) {
                compared.add(row);
            }
            baselines.forEach(baseline -> compared.add(row.against(baseline)));
        }
        return compared;
    }

    private static List<String> baselinesOf(Row row) {
        boolean ours = row.subject().startsWith("tokencache");
        return switch (row.benchmark()) {
            case "near-hit" ->
                ours ? List.of("bare-caffeine", "plain-jdbc", "cacheable-caffeine") : List.of("bare-caffeine");
            case "redis-hit" -> ours ? List.of("bare-jedis", "redis-token-store") : List.of("bare-jedis");
            case "breaker-open" -> row.metric().endsWith("-in-memory") ? List.of("in-memory") : List.of("plain-jdbc");
            case "bytes" -> List.of("redis-token-store");
            default -> List.of("plain-jdbc");
        };
    }

    private Optional<Row> find(Row like, String subject) {
        return rows.stream()
                .filter(row -> row.benchmark().equals(like.benchmark())
                        && row.metric().equals(like.metric())
                        && row.subject().equals(subject))
                .findFirst();
    }
}
