package io.github.tokencache.benchmarks.jmh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every benchmark runs once; what hits is seen to hit, and what a call sends is what query-counts.csv says. */
class BenchmarksTest {
    private static final Path DIRECTORY = Path.of("target/smoke");

    /** The names that both use for what is the same. */
    private static final Map<String, String> STORES =
            Map.of("plain-jdbc", "plain", "aop", "aop", "tokencache-caffeine", "caching-populate");

    private static final Map<String, String> FLOWS =
            Map.of("issue", "issue-first", "check-cold", "check-cold", "refresh", "refresh", "revoke", "revoke");

    private static List<Row> rows = List.of();

    @BeforeAll
    static void everyBenchmarkRuns() throws Exception {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        rows = new Benchmarks(DIRECTORY, Effort.SMOKE, nowhere).measure(Cells.smoke());
    }

    @Test
    void everyBenchmarkAndEverySubjectHasRows() {
        assertThat(rows.stream().map(Row::benchmark).collect(Collectors.toSet()))
                .containsExactlyInAnyOrder(
                        "near-hit",
                        "redis-hit",
                        "check-cold",
                        "check-unknown",
                        "client",
                        "issue",
                        "refresh",
                        "revoke",
                        "off",
                        "breaker-open",
                        "herd",
                        "http-check",
                        "http-refresh",
                        "bytes",
                        "allocation");
        Set<String> subjects = rows.stream().map(Row::subject).collect(Collectors.toSet());
        assertThat(subjects).contains("bare-caffeine", "bare-jedis");
        assertThat(subjects)
                .containsAll(Arrays.stream(Subject.values()).map(Subject::label).toList());
        assertThat(subjects).hasSize(13);
    }

    @Test
    void everyRowWithABaselineHasARatio() {
        assertThat(rows).allSatisfy(row -> assertThat(row.ratio() == null).isEqualTo(row.baseline() == null));
        assertThat(rows).filteredOn(row -> row.ratio() != null).isNotEmpty().allSatisfy(row -> assertThat(row.ratio())
                .isFinite());
        assertThat(value("near-hit", "tokencache-caffeine", "statements")).isZero();
    }

    @Test
    void whatCallsSendIsWhatTheQueryCountsSay() throws IOException {
        Map<String, Double> expected = queryCounts();
        int compared = 0;
        for (Row row : rows) {
            String store = STORES.getOrDefault(row.subject(), "");
            String flow = FLOWS.getOrDefault(row.benchmark(), "");
            if (row.metric().equals("statements") && !store.isEmpty() && !flow.isEmpty()) {
                assertThat(row.value()).as(row.csv()).isEqualTo(expected.getOrDefault(store + ' ' + flow, -1.0));
                compared++;
            }
        }
        assertThat(compared).isEqualTo(8);
    }

    @Test
    void roundTripsAreFew() {
        assertThat(value("check-cold", "tokencache-redis", "round-trips")).isBetween(1.0, 3.0);
        assertThat(value("revoke", "tokencache-redis", "round-trips")).isBetween(1.0, 2.0);
    }

    @Test
    void aHerdLoadsOnce() {
        assertThat(value("herd", "tokencache-caffeine", "loads")).isEqualTo(1);
        assertThat(value("herd", "plain-jdbc", "loads")).isEqualTo(1_000);
    }

    @Test
    void tokensTakeBytes() {
        assertThat(value("bytes", "tokencache-caffeine", "heap-10000")).isCloseTo(3_000, within(2_500.0));
        assertThat(value("bytes", "redis-token-store", "redis-1000")).isBetween(4_000.0, 8_000.0);
    }

    @Test
    void filesAreWritten() throws IOException {
        assertThat(DIRECTORY.resolve("results.json")).isNotEmptyFile();
        assertThat(DIRECTORY.resolve("benchmark-near-hit-time.png")).isNotEmptyFile();
        assertThat(Files.readAllLines(DIRECTORY.resolve("summary.csv")))
                .hasSize(rows.size() + 1)
                .startsWith("benchmark,subject,metric,value,unit,baseline,ratio");
        assertThat(DIRECTORY.resolve("summary.md")).content().contains("| near-hit |");
        assertThat(DIRECTORY.resolve("report.html"))
                .content()
                .contains("allocator libc", "benchmark-near-hit-time.png", "at most 1.25 x");
    }

    private static double value(String benchmark, String subject, String metric) {
        return rows.stream()
                .filter(row -> row.benchmark().equals(benchmark)
                        && row.subject().equals(subject)
                        && row.metric().equals(metric))
                .findFirst()
                .orElseThrow()
                .value();
    }

    /** By store and flow, from the table that the example's tests hold to the counts of query-counts.csv. */
    private static Map<String, Double> queryCounts() throws IOException {
        List<List<String>> table = Files.readAllLines(Path.of("../../docs/benchmarks.md")).stream()
                .dropWhile(line -> !line.startsWith("| store | issue-first"))
                .takeWhile(line -> line.startsWith("|"))
                .map(line -> Arrays.stream(line.substring(1).split("\\|"))
                        .map(cell -> cell.replaceAll("`|\\(MariaDB \\d+\\)", "").strip())
                        .toList())
                .toList();
        Map<String, Double> counts = new HashMap<>();
        for (List<String> row : table.subList(2, table.size())) {
            for (int column = 1; column < row.size(); column++) {
                counts.put(row.get(0) + ' ' + table.get(0).get(column), Double.valueOf(row.get(column)));
            }
        }
        return counts;
    }
}
