package io.github.tokencache.benchmarks.jmh;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;

/**
 * What {@code mvn -q -Pbenchmarks verify} runs: all measurements, written into a directory as JMH's own results, as tables
 * and as a page. Progress goes to standard error.
 */
public final class Benchmarks {
    private final Path directory;
    private final Effort effort;
    private final PrintStream progress;

    Benchmarks(Path directory, Effort effort, PrintStream progress) {
        this.directory = directory;
        this.effort = effort;
        this.progress = progress;
    }

    /**
     * Measures.
     *
     * @param arguments the directory to write to, and {@code true} for the short run
     */
    public static void main(String[] arguments) throws Exception {
        // Threads of clients, closed or not, may still run.
        Thread.currentThread().setUncaughtExceptionHandler((thread, failure) -> {
            failure.printStackTrace();
            System.exit(1);
        });
        run(Path.of(arguments[0]).toAbsolutePath().normalize(), Boolean.parseBoolean(arguments[1]));
        System.exit(0);
    }

    private static void run(Path directory, boolean quick) throws Exception {
        List<Row> rows = new Benchmarks(directory, quick ? Effort.QUICK : Effort.FULL, System.err)
                .measure(quick ? Cells.quick() : Cells.full());
        Goal.of(rows)
                .forEach(goal -> System.err.printf(
                        "%-8s %s: %s (%s)%n", goal.verdict(), goal.what(), goal.measured(), goal.goal()));
        System.err.println("See " + directory.resolve(Report.FILE));
    }

    List<Row> measure(List<Step> steps) throws Exception {
        Files.createDirectories(directory);
        Findings findings = new Findings(directory);
        Progress soFar = new Progress(steps, effort);
        for (Step step : steps) {
            progress.printf("[%2d/%d] %s%n", soFar.started(), steps.size(), step);
            step.run(effort, findings);
            progress.println("        " + soFar.done(step));
        }
        write(findings);
        return findings.rows();
    }

    private void write(Findings findings) throws IOException {
        try (PrintStream out = new PrintStream(directory.resolve("results.json").toFile(), StandardCharsets.UTF_8)) {
            ResultFormatFactory.getInstance(ResultFormatType.JSON, out).writeOut(findings.results());
        }
        List<Row> rows = findings.rows();
        Files.write(
                directory.resolve("summary.csv"),
                Stream.concat(Stream.of(Row.HEADER), rows.stream().map(Row::csv))
                        .toList());
        String machine = Machine.description(effort, findings.servers());
        Map<String, List<String>> pictures = new Plots(directory).write(rows);
        new Report(directory, machine).write(rows, pictures);
        Files.writeString(directory.resolve("summary.md"), Markdown.of(machine, rows, pictures));
    }

    /** How far a run is. */
    private static final class Progress {
        private final Effort effort;
        private final long start = System.nanoTime();
        private double planned;
        private double plannedOfThoseDone;
        private int started;

        Progress(List<Step> steps, Effort effort) {
            this.effort = effort;
            this.planned =
                    steps.stream().mapToDouble(step -> step.seconds(effort)).sum();
        }

        int started() {
            return ++started;
        }

        /** What is left takes as much longer than planned as what is done did. */
        String done(Step step) {
            planned -= step.seconds(effort);
            plannedOfThoseDone += step.seconds(effort);
            double seconds = (System.nanoTime() - start) / 1e9;
            double left = Math.max(0, planned) * seconds / plannedOfThoseDone;
            return String.format(Locale.ROOT, "after %.0f s, about %.0f s left", seconds, left);
        }
    }
}
