package io.github.tokencache.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tokencache.examples.studylog.CacheKind;
import io.github.tokencache.examples.studylog.StoreVariant;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class QueryCountsTest {

    private final ByteArrayOutputStream progress = new ByteArrayOutputStream();
    private List<QueryCount> counts = List.of();

    @BeforeAll
    void countPlainOnH2() throws IOException {
        counts = new QueryCounts(new PrintStream(progress, true, UTF_8))
                .count(List.of(DatabaseKind.H2), List.of(CacheKind.CAFFEINE), List.of(StoreVariant.PLAIN));
    }

    @Test
    void writesAHeaderAndOneLineForEachStoreWiringAndFlow(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("target/query-counts.csv");

        QueryCounts.write(counts, file);

        assertThat(Files.readAllLines(file))
                .hasSize(1 + 2 * 8)
                .startsWith(
                        "store,backend,database,flow,statements,roundtrips",
                        "plain,none,h2,issue-first,11,",
                        "plain,none,h2,issue-again,9,",
                        "plain,none,h2,issue-expired,12,",
                        "plain,none,h2,check,4,",
                        "plain,none,h2,check-cold,4,",
                        "plain,none,h2,refresh,14,",
                        "plain,none,h2,refresh-unknown,5,",
                        "plain,none,h2,revoke,3,",
                        "plain-tx,none,h2,issue-first,11,");
    }

    @Test
    void printsOneRowForEachStoreAndWiring() {
        assertThat(QueryCounts.table(counts).lines())
                .hasSize(4)
                .anyMatch(line -> line.matches("plain +none +h2 +11 +9 +12 +4 +4 +14 +5 +3"))
                .anyMatch(line -> line.matches("plain-tx +none +h2 +11 +9 +12 +4 +4 +14 +5 +3"));
    }

    @Test
    void countsTheCommandsOfASharedCache() throws IOException {
        List<QueryCount> shared = new QueryCounts(new PrintStream(new ByteArrayOutputStream(), true, UTF_8))
                .count(
                        List.of(DatabaseKind.H2),
                        List.of(CacheKind.REDIS),
                        List.of(StoreVariant.PLAIN, StoreVariant.CACHING, StoreVariant.LEAN_ELIDE));

        assertThat(shared.stream().map(QueryCount::csv))
                .hasSize(2 * 8)
                .contains("caching,redis,h2,check,0,4", "caching-tx,redis,h2,check,0,4");
    }

    @Test
    void tellsItsProgress() {
        assertThat(progress.toString(UTF_8).lines())
                .containsExactly(
                        "Starting h2",
                        "Counting plain, cache none, on h2 ........ done",
                        "Counting plain-tx, cache none, on h2 ........ done");
    }
}
