package io.github.tokencache.benchmarks.jmh;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The page: the machine, a table and a plot for each benchmark, and how each subject was set up. */
final class Report {
    private final Path directory;
    private final String machine;

    Report(Path directory, String machine) {
        this.directory = directory;
        this.machine = machine;
    }

    void write(List<Row> rows) throws IOException {
        Map<String, List<Row>> byBenchmark =
                rows.stream().collect(Collectors.groupingBy(Row::benchmark, LinkedHashMap::new, Collectors.toList()));
        StringBuilder sections = new StringBuilder();
        for (Map.Entry<String, List<Row>> benchmark : byBenchmark.entrySet()) {
            sections.append(section(benchmark.getKey(), benchmark.getValue()));
        }
        Files.writeString(directory.resolve("report.html"), PAGE.formatted(machine, sections, subjects()));
    }

    private String section(String benchmark, List<Row> rows) throws IOException {
        List<Row> times = rows.stream()
                .filter(row -> row.metric().equals("time"))
                .collect(Collectors.toMap(Row::subject, row -> row, (first, again) -> first, LinkedHashMap::new))
                .values()
                .stream()
                .toList();
        String picture = "";
        if (times.size() > 1) {
            new Plots(directory).write(benchmark, times);
            picture = "<img src=\"" + Plots.name(benchmark) + ".png\" alt=\"Times of " + benchmark + "\">\n";
        }
        String lines = rows.stream().map(Report::line).collect(Collectors.joining());
        return "<h2 id=\"%s\">%s</h2>\n<p>%s</p>\n%s<table>\n%s%s</table>\n"
                .formatted(benchmark, benchmark, Explanations.of(benchmark), picture, HEADING, lines);
    }

    private static final String HEADING =
            "<tr><th>subject</th><th>metric</th><th>value</th><th>unit</th><th>beside</th><th>ratio</th></tr>\n";

    private static String line(Row row) {
        return "<tr%s><td>%s</td><td>%s</td><td class=\"n\">%s</td><td>%s</td><td>%s</td><td class=\"n\">%s</td></tr>\n"
                .formatted(
                        row.subject().startsWith("tokencache") ? " class=\"ours\"" : "",
                        row.subject(),
                        row.metric(),
                        Row.number(row.value()),
                        row.unit(),
                        row.baseline() == null ? "" : row.baseline(),
                        row.ratio() == null ? "" : Row.number(row.ratio()));
    }

    private static String subjects() {
        return Explanations.subjects().entrySet().stream()
                .map(entry -> "<dt>%s</dt><dd>%s</dd>\n".formatted(entry.getKey(), entry.getValue()))
                .collect(Collectors.joining());
    }

    private static final String PAGE = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>tokencache benchmarks</title>
            <style>
            :root { color-scheme: light dark; }
            body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
            img { max-width: 100%%; height: auto; }
            table { border-collapse: collapse; margin: 1rem 0; }
            th, td { padding: .25rem .75rem; text-align: left; border-bottom: 1px solid #8884; }
            td.n { text-align: right; font-variant-numeric: tabular-nums; }
            tr.ours td { font-weight: 600; }
            dt { font-weight: 600; margin-top: .5rem; }
            </style>
            </head>
            <body>
            <h1>tokencache benchmarks</h1>
            <p>%s</p>
            %s
            <h2>How each subject is run</h2>
            <dl>
            %s</dl>
            </body>
            </html>
            """;
}
