package io.github.tokencache.benchmarks;

import io.github.tokencache.examples.studylog.StoreVariant;
import io.github.tokencache.examples.studylog.counting.Flow;
import io.github.tokencache.examples.studylog.counting.FlowDriver;
import io.github.tokencache.examples.studylog.counting.StudyLogServer;
import io.github.tokencache.examples.studylog.counting.TextTable;
import io.github.tokencache.examples.studylog.counting.Wiring;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What {@code mvn -q -Pquery-counts verify} runs: the statements of every flow for each store, wiring and database, written
 * to the file that the argument names, and printed as a table. Progress goes to standard error.
 */
public final class QueryCounts {

    private final PrintStream progress;

    QueryCounts(PrintStream progress) {
        this.progress = progress;
    }

    public static void main(String[] arguments) throws IOException {
        Path file = Path.of(arguments[0]);
        List<QueryCount> counts =
                new QueryCounts(System.err).count(List.of(DatabaseKind.values()), List.of(StoreVariant.values()));
        write(counts, file);
        System.out.print(table(counts));
    }

    List<QueryCount> count(List<DatabaseKind> databases, List<StoreVariant> stores) throws IOException {
        List<QueryCount> counts = new ArrayList<>();
        for (DatabaseKind kind : databases) {
            progress.println("Starting " + kind.label());
            try (Database database = kind.start()) {
                for (Wiring wiring : Wiring.values()) {
                    for (StoreVariant store : stores) {
                        counts.addAll(count(kind.label(), database, store, wiring));
                    }
                }
            }
        }
        return counts;
    }

    private List<QueryCount> count(String databaseLabel, Database database, StoreVariant store, Wiring wiring) {
        String storeLabel = store.label() + wiring.suffix();
        progress.printf("Counting %s on %s ", storeLabel, databaseLabel);
        List<QueryCount> counts = new ArrayList<>();
        try (StudyLogServer server = StudyLogServer.start(store, wiring, database.properties())) {
            new FlowDriver(server)
                    .statementsOfAllFlows(flow -> progress.print('.'))
                    .forEach((flow, statements) -> counts.add(new QueryCount(
                            storeLabel, store.backend(), databaseLabel, flow.label(), statements.size())));
        }
        progress.println(" done");
        return counts;
    }

    static void write(List<QueryCount> counts, Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.write(
                file,
                Stream.concat(Stream.of(QueryCount.HEADER), counts.stream().map(QueryCount::csv))
                        .toList());
    }

    /** One row for each store and database, one column for each flow. */
    static String table(List<QueryCount> counts) {
        List<String> flows = Stream.of(Flow.values()).map(Flow::label).toList();
        List<String> heading = new ArrayList<>(List.of("store", "backend", "database"));
        heading.addAll(flows);
        TextTable table = new TextTable(3, heading);
        for (int start = 0; start < counts.size(); start += flows.size()) {
            QueryCount first = counts.get(start);
            List<String> row = new ArrayList<>(List.of(first.store(), first.backend(), first.database()));
            counts.subList(start, start + flows.size()).forEach(count -> row.add(String.valueOf(count.statements())));
            table.add(row);
        }
        return table.toString();
    }
}
