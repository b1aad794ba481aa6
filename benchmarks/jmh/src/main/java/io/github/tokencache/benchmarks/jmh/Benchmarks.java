package io.github.tokencache.benchmarks.jmh;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;

/**
 * What {@code mvn -q -Pbenchmarks verify} runs: all measurements, written into a directory as JMH's own results, as a table
 * and as a page. Progress goes to standard error.
 */
public final class Benchmarks {
    private final Path directory;
    private final Cell.Effort effort;
    private final PrintStream progress;

    Benchmarks(Path directory, Cell.Effort effort, PrintStream progress) {
        this.directory = directory;
        this.effort = effort;
        this.progress = progress;
    }

    /**
     * Measures.
     *
     * @param arguments the directory to write to, and {@code true} for the short run
     */
    public static void main(String[] arguments) throws IOException, RunnerException {
        boolean quick = Boolean.parseBoolean(arguments[1]);
        new Benchmarks(Path.of(arguments[0]), quick ? Cell.Effort.QUICK : Cell.Effort.FULL, System.err)
                .measure(quick ? Cells.quick() : Cells.full());
    }

    List<Row> measure(List<Cell> cells) throws IOException, RunnerException {
        Files.createDirectories(directory);
        Rows rows = new Rows();
        List<RunResult> results = new ArrayList<>();
        long start = System.nanoTime();
        for (Cell cell : cells) {
            progress.printf("[%2d/%d] %s ", results.size() + 1, cells.size(), cell);
            RunResult result = run(cell);
            results.add(result);
            rows.add(cell, result);
            progress.printf(
                    "%s ns, after %d s%n",
                    Row.number(result.getPrimaryResult().getScore()),
                    Duration.ofNanos(System.nanoTime() - start).toSeconds());
        }
        write(results);
        List<Row> all = rows.all();
        Files.write(
                directory.resolve("summary.csv"),
                Stream.concat(Stream.of(Row.HEADER), all.stream().map(Row::csv)).toList());
        return all;
    }

    private RunResult run(Cell cell) throws RunnerException {
        Path log = directory.resolve("jmh.log");
        Collection<RunResult> results =
                new Runner(cell.options(effort).output(log.toString()).build()).run();
        if (results.size() != 1) {
            throw new IllegalStateException(cell + " must be one benchmark, but were " + results.size());
        }
        return results.iterator().next();
    }

    private void write(List<RunResult> results) throws IOException {
        try (PrintStream out = new PrintStream(directory.resolve("results.json").toFile(), StandardCharsets.UTF_8)) {
            ResultFormatFactory.getInstance(ResultFormatType.JSON, out).writeOut(results);
        }
    }
}
