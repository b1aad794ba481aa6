package io.github.tokencache.benchmarks.jmh;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
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
    public static void main(String[] arguments) throws IOException, RunnerException, InterruptedException {
        boolean quick = Boolean.parseBoolean(arguments[1]);
        new Benchmarks(Path.of(arguments[0]), quick ? Cell.Effort.QUICK : Cell.Effort.FULL, System.err)
                .measure(quick ? Cells.quick() : Cells.full());
    }

    List<Row> measure(List<Cell> cells) throws IOException, RunnerException, InterruptedException {
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
        if (effort != Cell.Effort.SMOKE) {
            beyondJmh(rows);
        }
        List<Row> all = rows.all();
        new Report(directory, machine()).write(all);
        Files.write(
                directory.resolve("summary.csv"),
                Stream.concat(Stream.of(Row.HEADER), all.stream().map(Row::csv)).toList());
        return all;
    }

    private void beyondJmh(Rows rows) throws IOException, InterruptedException {
        for (Subject subject : List.of(Subject.PLAIN_JDBC, Subject.TOKENCACHE_CAFFEINE, Subject.TOKENCACHE_REDIS)) {
            progress.println("Herd of 1,000 threads on " + subject.label());
            new Herd(1_000).measure(subject).forEach(rows::add);
        }
        List<Integer> sizes =
                effort == Cell.Effort.QUICK ? List.of(10_000) : List.of(1_000, 10_000, 100_000, 1_000_000);
        for (int tokens : sizes) {
            progress.println("Bytes of " + tokens + " tokens on the heap");
            rows.add(Footprint.onHeap(Subject.TOKENCACHE_CAFFEINE, tokens));
        }
        for (Subject subject : List.of(
                Subject.REDIS_TOKEN_STORE,
                Subject.CACHEABLE_REDIS,
                Subject.JETCACHE,
                Subject.REDISSON,
                Subject.TOKENCACHE_REDIS)) {
            progress.println("Bytes of 10,000 tokens in Redis with " + subject.label());
            rows.add(Footprint.inRedis(subject, 10_000));
        }
    }

    private String machine() {
        return "Measured on %s with %s, %s %s, %d processors, by <code>mvn -q -Pbenchmarks verify%s</code>."
                .formatted(
                        LocalDate.now(ZoneOffset.UTC),
                        "JDK " + System.getProperty("java.version"),
                        System.getProperty("os.name"),
                        System.getProperty("os.arch"),
                        Runtime.getRuntime().availableProcessors(),
                        effort == Cell.Effort.QUICK ? " -Dbench.quick=true" : "");
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
