package io.github.tokencache.benchmarks.jmh;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The page: the machine, the goals, tables and plots for each benchmark, and how each subject was set up. */
final class Report {
    static final String FILE = "report.html";

    private final Path directory;
    private final String machine;

    Report(Path directory, String machine) {
        this.directory = directory;
        this.machine = machine;
    }

    void write(List<Row> rows, Map<String, List<String>> pictures) throws IOException {
        Map<String, List<Row>> byBenchmark = Markdown.byBenchmark(rows);
        StringBuilder sections = new StringBuilder();
        for (Map.Entry<String, List<Row>> benchmark : byBenchmark.entrySet()) {
            sections.append(section(
                    benchmark.getKey(), benchmark.getValue(), pictures.getOrDefault(benchmark.getKey(), List.of())));
        }
        String links = byBenchmark.keySet().stream()
                .map(name -> "<a href=\"#%s\">%s</a>".formatted(name, name))
                .collect(Collectors.joining("\n"));
        String page = PAGE.formatted(Texts.html(machine), links, goals(rows), sections, subjects());
        Files.writeString(directory.resolve(FILE), page);
    }

    private static String goals(List<Row> rows) {
        return Goal.of(rows).stream()
                .map(goal -> "<tr><td>%s</td><td>%s</td><td>%s</td><td class=\"%s\">%s</td></tr>\n"
                        .formatted(goal.what(), goal.goal(), goal.measured(), goal.verdict(), goal.verdict()))
                .collect(Collectors.joining());
    }

    private static String section(String benchmark, List<Row> rows, List<String> pictures) {
        String images = pictures.stream()
                .map(name -> "<img src=\"%s\" alt=\"%s\">\n".formatted(name, name))
                .collect(Collectors.joining());
        String lines = rows.stream().map(Report::line).collect(Collectors.joining());
        return "<h2 id=\"%s\">%s</h2>\n<p>%s</p>\n%s<div class=\"wide\"><table>\n%s%s</table></div>\n"
                .formatted(benchmark, benchmark, Texts.of(benchmark), images, HEADING, lines);
    }

    private static final String HEADING =
            "<tr><th>subject</th><th>metric</th><th class=\"n\">value</th><th>unit</th><th>baseline</th>"
                    + "<th class=\"n\">ratio</th></tr>\n";

    private static String line(Row row) {
        return "<tr%s><td>%s</td><td>%s</td><td class=\"n\">%s</td><td>%s</td><td>%s</td><td class=\"n\">%s</td></tr>\n"
                .formatted(Stream.concat(
                                Stream.of(row.subject().startsWith("tokencache") ? " class=\"ours\"" : ""),
                                row.cells().stream())
                        .toArray());
    }

    private static String subjects() {
        return new LinkedHashMap<>(Texts.subjects())
                .entrySet().stream()
                        .map(entry ->
                                "<dt>%s</dt><dd>%s</dd>\n".formatted(entry.getKey(), Texts.html(entry.getValue())))
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
            body { font: 16px/1.5 system-ui, sans-serif; max-width: 62rem; margin: 2rem auto; padding: 0 1rem; }
            nav { display: flex; flex-wrap: wrap; gap: .25rem 1rem; }
            img { display: block; max-width: 100%%; height: auto; margin: 1rem 0; border-radius: 6px; }
            .wide { overflow-x: auto; }
            table { border-collapse: collapse; margin: 1rem 0; }
            th, td { padding: .25rem .75rem; text-align: left; border-bottom: 1px solid #8884; vertical-align: top; }
            .n { text-align: right; font-variant-numeric: tabular-nums; }
            tr.ours td { font-weight: 600; }
            .reached { color: light-dark(#1a7f37, #3fb950); font-weight: 600; }
            .missed { color: light-dark(#b3261e, #ff7b72); font-weight: 600; }
            dt { font-weight: 600; margin-top: .5rem; }
            </style>
            </head>
            <body>
            <h1>tokencache benchmarks</h1>
            <p>%s</p>
            <p>Times are those of the median call, sampled with the clock in them, some 20 ns; means are beside them. A ratio is the value divided by the
            baseline's. Statements, commands and revokes are those of one call.</p>
            <nav>
            %s
            </nav>
            <h2 id="goals">Goals</h2>
            <div class="wide"><table>
            <tr><th>what</th><th>goal</th><th>measured</th><th></th></tr>
            %s</table></div>
            %s
            <h2 id="subjects">How each subject is run, and why</h2>
            <dl>
            %s</dl>
            </body>
            </html>
            """;
}
