package io.github.tokencache.benchmarks.jmh;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The summary as tables to be pasted into a document. */
final class Markdown {
    /** Few: the page has them all. */
    private static final Set<String> PICTURED = Set.of("near-hit", "redis-hit", "http-check");

    private Markdown() {}

    static String of(String machine, List<Row> rows, Map<String, List<String>> pictures) {
        StringBuilder text =
                new StringBuilder(machine).append("\n\n| goal | to be | measured | |\n| --- | --- | --- | --- |\n");
        for (Goal goal : Goal.of(rows)) {
            text.append("| %s | %s | %s | %s |\n".formatted(goal.what(), goal.goal(), goal.measured(), goal.verdict()));
        }
        byBenchmark(rows).forEach((benchmark, its) -> {
            if (PICTURED.contains(benchmark)) {
                pictures.getOrDefault(benchmark, List.of())
                        .forEach(name -> text.append("\n![%s](images/%s)\n".formatted(name, name)));
            }
            text.append("\n| ").append(benchmark).append(" | metric | value | unit | beside | ratio |\n");
            text.append("| --- | --- | ---: | --- | --- | ---: |\n");
            its.forEach(row -> text.append(line(row)));
        });
        return text.toString();
    }

    static Map<String, List<Row>> byBenchmark(List<Row> rows) {
        return rows.stream().collect(Collectors.groupingBy(Row::benchmark, LinkedHashMap::new, Collectors.toList()));
    }

    private static String line(Row row) {
        return "| " + String.join(" | ", row.cells()) + " |\n";
    }
}
