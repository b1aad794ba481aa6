package io.github.tokencache.examples.studylog.counting;

import io.github.tokencache.examples.studylog.Members;
import io.github.tokencache.examples.studylog.StoreVariant;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;

/**
 * What {@code mvn -Pdemo} runs: counts the statements of every flow with each store, prints the table, and leaves two
 * nodes of the example running until Ctrl-C, with the page on one of them.
 *
 * <p>System properties: {@code demo.cache} ({@code caffeine} unless given, {@code redis} or {@code two-level}),
 * {@code demo.redis} (the address of a Redis, one of its own unless given), {@code demo.port} (any free one unless
 * given), {@code demo.statements} (a flow whose SQL is to be printed), {@code demo.exit} ({@code true} ends after the
 * table).
 */
public final class Demo {

    /** The table's columns: its heading, and the store behind it. */
    static final Map<String, StoreVariant> COLUMNS = columns();

    private final PrintStream out;
    private final DemoOptions options;

    Demo(PrintStream out, DemoOptions options) {
        this.out = out;
        this.options = options;
    }

    public static void main(String[] arguments) throws InterruptedException {
        new Demo(System.out, DemoOptions.of(System.getProperties())).run();
    }

    void run() throws InterruptedException {
        out.println();
        Map<String, Column> columns = counted();
        if (!options.exit()) {
            stayUp(columns);
        }
    }

    private Map<String, Column> counted() {
        try (CachePlace cache = place()) {
            Map<String, Column> columns = new LinkedHashMap<>();
            COLUMNS.forEach((heading, store) -> columns.put(heading, countWith(heading, store, cache)));
            out.printf("%nSQL statements per request%s%n%n%s%n", cache.description(), table(columns));
            options.statements().ifPresent(flow -> printStatements(flow, columns));
            return columns;
        }
    }

    private CachePlace place() {
        return options.redis()
                .<CachePlace>map(address -> new CachePlace.Named(options.cache(), address))
                .orElseGet(() -> CachePlace.ofItsOwn(options.cache()));
    }

    /**
     * What was seen with one store.
     *
     * @param costs of every flow
     * @param elsewhere what another node says of a revoked token; empty where the cache is for one node
     */
    private record Column(Map<Flow, Cost> costs, Optional<String> elsewhere) {
        Cost cost(Flow flow) {
            return costs.getOrDefault(flow, new Cost(List.of(), List.of()));
        }
    }

    private Column countWith(String heading, StoreVariant store, CachePlace cache) {
        out.printf("Counting with the %s store ", heading);
        out.flush();
        try (StudyLogServer server = start(store, cache, options.port())) {
            Map<Flow, Cost> costs = new FlowDriver(server).costOfAllFlows(flow -> {
                out.print('.');
                out.flush();
            });
            Optional<String> elsewhere =
                    cache.kind().isShared() ? Optional.of(elsewhere(server, store, cache)) : Optional.empty();
            out.println(" done");
            return new Column(costs, elsewhere);
        }
    }

    private static String elsewhere(StudyLogServer server, StoreVariant store, CachePlace cache) {
        try (StudyLogServer other = server.startBeside(store, cache.properties())) {
            return TwoNodes.checkedOnBAfterRevokedOnA(server, other);
        }
    }

    private static StudyLogServer start(StoreVariant store, CachePlace cache, int port) {
        Map<String, String> properties = new LinkedHashMap<>(cache.properties());
        properties.put("server.port", String.valueOf(port));
        return StudyLogServer.start(store, Wiring.DEFAULT, properties);
    }

    private static String table(Map<String, Column> columns) {
        List<String> heading = new ArrayList<>(List.of("flow", ""));
        heading.addAll(columns.keySet());
        TextTable table = new TextTable(2, heading);
        for (Flow flow : Flow.values()) {
            table.add(row(flow.label(), flow.description(), columns, column -> figure(column.cost(flow))));
        }
        if (columns.values().stream().allMatch(column -> column.elsewhere().isPresent())) {
            table.add(row(TwoNodes.LABEL, TwoNodes.DESCRIPTION, columns, column -> column.elsewhere()
                    .orElseThrow()));
        }
        return table.toString();
    }

    private static List<String> row(
            String label, String description, Map<String, Column> columns, Function<Column, String> figure) {
        List<String> row = new ArrayList<>(List.of(label, description));
        columns.values().forEach(column -> row.add(figure.apply(column)));
        return row;
    }

    private static String figure(Cost cost) {
        String statements = String.valueOf(cost.statements().size());
        return cost.commands().isEmpty()
                ? statements
                : statements + " +" + cost.commands().size();
    }

    private void printStatements(Flow flow, Map<String, Column> columns) {
        columns.forEach((heading, column) -> {
            out.printf("Statements of %s with the %s store%n", flow.label(), heading);
            column.cost(flow).statements().forEach(statement -> out.println("  " + statement));
            column.cost(flow).commands().forEach(command -> out.println("  " + command));
            out.println();
        });
    }

    private void stayUp(Map<String, Column> columns) throws InterruptedException {
        try (DemoNodes nodes = DemoNodes.start(options.redis(), options.port(), out)) {
            nodes.show(new CountedFlows(costs(columns)));
            out.printf(
                    "%nTry: curl -u study-web:web-secret -d 'grant_type=password&username=%s&password=%s' %s%n",
                    Members.NAME, Members.PASSWORD, nodes.page().resolve("oauth/token"));
            out.printf("Open the page:   %s%n", nodes.page());
            out.printf("The second node: %s%n", nodes.second());
            out.println("Press Ctrl-C to stop them.");
            new CountDownLatch(1).await();
        }
    }

    private static Map<StoreVariant, Map<Flow, Cost>> costs(Map<String, Column> columns) {
        Map<StoreVariant, Map<Flow, Cost>> costs = new EnumMap<>(StoreVariant.class);
        COLUMNS.forEach((heading, store) -> {
            Column column = columns.get(heading);
            costs.put(store, column == null ? Map.of() : column.costs());
        });
        return costs;
    }

    private static Map<String, StoreVariant> columns() {
        Map<String, StoreVariant> columns = new LinkedHashMap<>();
        columns.put("plain", StoreVariant.PLAIN);
        columns.put("article", StoreVariant.AOP);
        columns.put("caching", StoreVariant.CACHING_POPULATE);
        columns.put("lean", StoreVariant.LEAN);
        return columns;
    }
}
