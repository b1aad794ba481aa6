package io.github.tokencache.examples.studylog.counting;

import io.github.tokencache.examples.studylog.Members;
import io.github.tokencache.examples.studylog.StatementTable;
import io.github.tokencache.examples.studylog.StoreVariant;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/**
 * What {@code mvn -Pdemo} runs: counts the statements of every flow with each store, prints the table, and leaves the
 * example running until Ctrl-C.
 *
 * <p>System properties: {@code demo.port} (any free one unless given), {@code demo.statements} (a flow whose SQL is to be
 * printed), {@code demo.exit} ({@code true} ends after the table).
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
        Map<String, Map<Flow, List<String>>> counts = new LinkedHashMap<>();
        COLUMNS.forEach((column, store) -> counts.put(column, countWith(column, store)));
        String table = table(counts);
        out.printf("%nSQL statements per request%n%n%s%n", table);
        options.statements().ifPresent(flow -> printStatements(flow, counts));
        if (!options.exit()) {
            stayUp(table);
        }
    }

    private Map<Flow, List<String>> countWith(String column, StoreVariant store) {
        out.printf("Counting with the %s store ", column);
        out.flush();
        try (StudyLogServer server = start(store)) {
            Map<Flow, List<String>> statements = new FlowDriver(server).statementsOfAllFlows(flow -> {
                out.print('.');
                out.flush();
            });
            out.println(" done");
            return statements;
        }
    }

    private StudyLogServer start(StoreVariant store) {
        return StudyLogServer.start(store, Wiring.DEFAULT, Map.of("server.port", String.valueOf(options.port())));
    }

    private static String table(Map<String, Map<Flow, List<String>>> counts) {
        List<String> heading = new ArrayList<>(List.of("flow", ""));
        heading.addAll(counts.keySet());
        TextTable table = new TextTable(2, heading);
        for (Flow flow : Flow.values()) {
            List<String> row = new ArrayList<>(List.of(flow.label(), flow.description()));
            counts.values()
                    .forEach(column ->
                            row.add(String.valueOf(statements(column, flow).size())));
            table.add(row);
        }
        return table.toString();
    }

    private void printStatements(Flow flow, Map<String, Map<Flow, List<String>>> counts) {
        counts.forEach((column, statements) -> {
            out.printf("Statements of %s with the %s store%n", flow.label(), column);
            statements(statements, flow).forEach(statement -> out.println("  " + statement));
            out.println();
        });
    }

    private static List<String> statements(Map<Flow, List<String>> column, Flow flow) {
        return column.getOrDefault(flow, List.of());
    }

    private void stayUp(String table) throws InterruptedException {
        StoreVariant store = List.copyOf(COLUMNS.values()).get(COLUMNS.size() - 1);
        try (StudyLogServer server = start(store)) {
            server.show(new StatementTable(table));
            out.printf("The study-log example is running with the %s store: %s%n", store.label(), server.address());
            out.printf(
                    "Try: curl -u study-web:web-secret -d 'grant_type=password&username=%s&password=%s' %s%n",
                    Members.NAME, Members.PASSWORD, server.address().resolve("oauth/token"));
            out.println("Press Ctrl-C to stop it.");
            new CountDownLatch(1).await();
        }
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
