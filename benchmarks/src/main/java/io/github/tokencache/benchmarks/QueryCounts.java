package io.github.tokencache.benchmarks;

import io.github.tokencache.examples.studylog.CacheKind;
import io.github.tokencache.examples.studylog.StoreVariant;
import io.github.tokencache.examples.studylog.counting.CachePlace;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
        List<QueryCount> counts = new QueryCounts(System.err)
                .count(List.of(DatabaseKind.values()), List.of(CacheKind.values()), List.of(StoreVariant.values()));
        write(counts, file);
        System.out.print(table(counts));
    }

    List<QueryCount> count(List<DatabaseKind> databases, List<CacheKind> caches, List<StoreVariant> stores)
            throws IOException {
        List<QueryCount> counts = new ArrayList<>();
        for (DatabaseKind kind : databases) {
            progress.println("Starting " + kind.label());
            try (Database database = kind.start()) {
                for (CacheKind cache : caches) {
                    counts.addAll(count(kind.label(), database, cache, stores));
                }
            }
        }
        return counts;
    }

    private List<QueryCount> count(
            String databaseLabel, Database database, CacheKind cache, List<StoreVariant> stores) {
        List<QueryCount> counts = new ArrayList<>();
        try (CachePlace place = CachePlace.ofItsOwn(cache)) {
            for (Wiring wiring : Wiring.values()) {
                for (StoreVariant store : stores) {
                    if (isCounted(store, cache)) {
                        counts.addAll(count(databaseLabel, database, place, store, wiring));
                    }
                }
            }
        }
        return counts;
    }

    /** Stores without a cache once; that with elision in process only, where the statements it spares are counted. */
    private static boolean isCounted(StoreVariant store, CacheKind cache) {
        return !cache.isShared() || (store.isCached() && store != StoreVariant.LEAN_ELIDE);
    }

    private List<QueryCount> count(
            String databaseLabel, Database database, CachePlace place, StoreVariant store, Wiring wiring) {
        String storeLabel = store.label() + wiring.suffix();
        String backend = store.isCached() ? place.kind().label() : "none";
        progress.printf("Counting %s, cache %s, on %s ", storeLabel, backend, databaseLabel);
        Map<String, String> properties = new HashMap<>(database.properties());
        properties.putAll(place.properties());
        List<QueryCount> counts = new ArrayList<>();
        database.empty();
        try (StudyLogServer server = StudyLogServer.start(store, wiring, properties)) {
            new FlowDriver(server).costOfAllFlows(flow -> progress.print('.')).forEach((flow, cost) -> {
                String commands =
                        place.kind().isShared() ? String.valueOf(cost.commands().size()) : "";
                counts.add(new QueryCount(
                        storeLabel,
                        backend,
                        databaseLabel,
                        flow.label(),
                        cost.statements().size(),
                        commands));
            });
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
            counts.subList(start, start + flows.size()).forEach(count -> row.add(count.figures()));
            table.add(row);
        }
        return table.toString();
    }
}
