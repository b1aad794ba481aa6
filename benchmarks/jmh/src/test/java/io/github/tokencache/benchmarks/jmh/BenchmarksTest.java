package io.github.tokencache.benchmarks.jmh;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every benchmark runs once; what hits is seen to hit, and what a call sends is what query-counts.csv says. */
class BenchmarksTest {

    @Test
    void everyBenchmarkRuns(@TempDir Path directory) throws Exception {
        List<Row> rows = new Benchmarks(directory, Cell.Effort.SMOKE, new PrintStream(OutputStream.nullOutputStream()))
                .measure(Cells.quick());
        assertThat(rows).isNotEmpty();
        assertThat(directory.resolve("results.json")).isNotEmptyFile();
        assertThat(statements(rows, "check-cold", "plain-jdbc")).isEqualTo(4);
        assertThat(statements(rows, "check-cold", "tokencache-caffeine")).isEqualTo(2);
        assertThat(statements(rows, "issue", "plain-jdbc")).isEqualTo(11);
        assertThat(statements(rows, "issue", "tokencache-caffeine")).isEqualTo(4);
        assertThat(statements(rows, "refresh", "plain-jdbc")).isEqualTo(14);
        assertThat(statements(rows, "refresh", "tokencache-redis")).isEqualTo(7);
        assertThat(statements(rows, "revoke", "plain-jdbc")).isEqualTo(3);
        assertThat(statements(rows, "revoke", "tokencache-caffeine")).isEqualTo(2);
    }

    private static double statements(List<Row> rows, String benchmark, String subject) {
        return rows.stream()
                .filter(row -> row.benchmark().equals(benchmark)
                        && row.subject().equals(subject)
                        && row.metric().equals("statements"))
                .findFirst()
                .orElseThrow()
                .value();
    }
}
