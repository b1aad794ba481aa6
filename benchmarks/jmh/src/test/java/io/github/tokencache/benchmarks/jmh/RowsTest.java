package io.github.tokencache.benchmarks.jmh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import java.util.List;
import org.junit.jupiter.api.Test;

class RowsTest {

    @Test
    void aRowStandsBesideEachBaselineThatAGoalNames() {
        assertThat(csv(
                        Row.of("near-hit", "bare-caffeine", "time", 50, "ns"),
                        Row.of("near-hit", "plain-jdbc", "time", 20_000, "ns"),
                        Row.of("near-hit", "tokencache-caffeine", "time", 200, "ns")))
                .containsExactly(
                        "near-hit,bare-caffeine,time,50,ns,,",
                        "near-hit,plain-jdbc,time,20000,ns,bare-caffeine,400",
                        "near-hit,tokencache-caffeine,time,200,ns,bare-caffeine,4",
                        "near-hit,tokencache-caffeine,time,200,ns,plain-jdbc,0.01");
    }

    @Test
    void nothingIsDividedByNothing() {
        assertThat(csv(
                        Row.of("near-hit", "bare-caffeine", "statements", 0, "statements"),
                        Row.of("near-hit", "plain-jdbc", "statements", 2, "statements")))
                .containsExactly(
                        "near-hit,bare-caffeine,statements,0,statements,,",
                        "near-hit,plain-jdbc,statements,2,statements,,");
    }

    @Test
    void numbersHaveFourDigitsAndNoPowerOfTen() {
        assertThat(List.of(1_234_567.8, 123.45, 12.3456, 1.23456, 0.25, 0.000123456, 0.0))
                .extracting(Row::number)
                .containsExactly("1234568", "123.5", "12.35", "1.235", "0.25", "0.0001235", "0");
    }

    @Test
    void goalsAreJudgedByTheRows() {
        Rows rows = new Rows();
        rows.add(Row.of("near-hit", "bare-caffeine", "time", 50, "ns"));
        rows.add(Row.of("near-hit", "tokencache-caffeine", "time", 450, "ns"));
        rows.add(Row.of("bytes", "redis-token-store", "redis-1000", 6_000, "bytes"));
        rows.add(Row.of("bytes", "tokencache-redis", "redis-1000", 1_500, "bytes"));
        rows.add(Row.of("breaker-open", "in-memory", "time-over-in-memory", 20, "ns"));
        rows.add(Row.of("breaker-open", "tokencache-redis", "time-over-in-memory", 221, "ns"));

        assertThat(Goal.of(rows.all()))
                .extracting(Goal::measured, Goal::verdict)
                .containsExactly(
                        tuple("9 x (450 and 50 ns)", "missed"),
                        tuple("0.25 (1500 and 6000 bytes)", "reached"),
                        tuple("0.201 us", "missed"));
    }

    private static List<String> csv(Row... rows) {
        Rows all = new Rows();
        for (Row row : rows) {
            all.add(row);
        }
        return all.all().stream().map(Row::csv).toList();
    }
}
