package io.github.tokencache.examples.studylog.counting;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tokencache.examples.studylog.StoreVariant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Holds the tables that readers see to the counts that {@link StatementCountsTest} asserts. */
class PublishedCountsTest {

    private static final List<String> FLOWS =
            Arrays.stream(Flow.values()).map(Flow::label).toList();

    @Test
    void theReadmeShowsTheCountsOfTheDemosStores() throws IOException {
        List<List<String>> expected = new ArrayList<>();
        expected.add(new ArrayList<>(List.of("request")));
        expected.get(0).addAll(Demo.COLUMNS.keySet());
        for (int i = 0; i < FLOWS.size(); i++) {
            List<String> row = new ArrayList<>(List.of(FLOWS.get(i)));
            for (StoreVariant store : Demo.COLUMNS.values()) {
                row.add(counts(store.label()).get(i));
            }
            expected.add(row);
        }

        assertThat(table("README.md", "request")).isEqualTo(expected);
    }

    @Test
    void theBenchmarksShowTheCountsOfEveryStoreAndWiring() throws IOException {
        Map<String, List<String>> rows = new LinkedHashMap<>();
        for (List<String> row : table("docs/benchmarks.md", "store | issue-first")) {
            rows.put(row.get(0), row.subList(1, row.size()));
        }

        assertThat(rows.remove("store")).isEqualTo(FLOWS);
        assertThat(rows).containsOnlyKeys(StatementCountsTest.EXPECTED.keySet());
        rows.forEach((store, row) -> assertThat(row).as(store).isEqualTo(counts(store)));
    }

    @Test
    void theBenchmarksShowTheCommandsToRedis() throws IOException {
        List<List<String>> expected = new ArrayList<>();
        RedisCountsTest.EXPECTED.forEach((store, commands) -> {
            List<String> row = new ArrayList<>(List.of(store));
            commands.forEach(count -> row.add(String.valueOf(count)));
            expected.add(row);
        });

        List<List<String>> rows = table("docs/benchmarks.md", "commands to Redis");

        assertThat(rows.subList(1, rows.size())).containsExactlyInAnyOrderElementsOf(expected);
    }

    private static List<String> counts(String storeAndWiring) {
        return StatementCountsTest.EXPECTED.getOrDefault(storeAndWiring, List.of()).stream()
                .map(String::valueOf)
                .toList();
    }

    /** The rows of the table whose heading starts as given, the line below the heading left out. */
    private static List<List<String>> table(String document, String heading) throws IOException {
        List<List<String>> rows = Files.readAllLines(root().resolve(document)).stream()
                .dropWhile(line -> !line.startsWith("| " + heading))
                .takeWhile(line -> line.startsWith("|"))
                .map(PublishedCountsTest::cells)
                .toList();
        assertThat(rows).as("the table in " + document).hasSizeGreaterThan(2);
        List<List<String>> withoutRule = new ArrayList<>(rows);
        withoutRule.remove(1);
        return withoutRule;
    }

    /** Names without what describes them, and counts on H2 without those of another database. */
    private static List<String> cells(String line) {
        return Arrays.stream(line.substring(1).split("\\|"))
                .map(cell -> cell.replaceFirst("^ `([^`]+)`.*", "$1")
                        .replaceFirst("\\(MariaDB \\d+\\)", "")
                        .strip())
                .toList();
    }

    private static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("docs/benchmarks.md"))) {
            folder = folder.resolve("..").normalize();
        }
        return folder;
    }
}
