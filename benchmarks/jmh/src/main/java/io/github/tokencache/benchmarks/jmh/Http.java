package io.github.tokencache.benchmarks.jmh;

import io.github.tokencache.benchmarks.Database;
import io.github.tokencache.benchmarks.DatabaseKind;
import io.github.tokencache.examples.studylog.CacheKind;
import io.github.tokencache.examples.studylog.StoreVariant;
import io.github.tokencache.examples.studylog.counting.CachePlace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * check_token and refresh over HTTP: the study-log application in a JVM of its own on PostgreSQL, and Gatling in another.
 * Both and the servers share the processors of one machine.
 *
 * @param subject the stores of the application, plain or ours
 */
record Http(Subject subject) implements Step {
    private static final int MEMBERS = 1_000;
    private static final double SECONDS_TO_START = 12;
    private static final List<String> OPTIONS = List.of("-Xmx1g", "-XX:+UseParallelGC");

    /** Of how many members and by how many users at once the application is asked, and for how long. */
    private record Load(int members, int users, double warmUpSeconds, double seconds) {
        static Load of(Effort effort) {
            return switch (effort) {
                case SMOKE -> new Load(20, 2, 0.2, 0.5);
                case QUICK -> new Load(MEMBERS, 8, 3, 2.5);
                case FULL -> new Load(MEMBERS, 8, 4, 8);
            };
        }
    }

    @Override
    public double seconds(Effort effort) {
        Load load = Load.of(effort);
        return SECONDS_TO_START + 2 * (load.warmUpSeconds + load.seconds);
    }

    @Override
    public void run(Effort effort, Findings findings) throws IOException {
        Path tokens = Files.createTempFile("tokens", ".txt");
        try (Database database = DatabaseKind.POSTGRESQL.start();
                CachePlace cache = CachePlace.ofItsOwn(cache())) {
            Load load = Load.of(effort);
            List<String> arguments = arguments(tokens, load.members, database.properties(), cache.properties());
            try (Child application = Child.start(HttpApplication.class, OPTIONS, arguments.toArray(String[]::new))) {
                String address = application.hear();
                try (Child generator = Child.start(
                        HttpLoad.class,
                        OPTIONS,
                        address,
                        tokens.toString(),
                        String.valueOf(load.users),
                        String.valueOf(load.warmUpSeconds),
                        String.valueOf(load.seconds),
                        findings.directory().resolve("gatling").toString())) {
                    take(HttpCall.CHECK, generator.hear(), findings);
                    take(HttpCall.REFRESH, generator.hear(), findings);
                }
            }
        } finally {
            Files.delete(tokens);
        }
    }

    private CacheKind cache() {
        return switch (subject) {
            case TOKENCACHE_REDIS -> CacheKind.REDIS;
            case TOKENCACHE_TWO_LEVEL -> CacheKind.TWO_LEVEL;
            default -> CacheKind.CAFFEINE;
        };
    }

    private List<String> arguments(Path tokens, int members, Map<String, String> database, Map<String, String> cache) {
        List<String> arguments = new ArrayList<>(List.of(tokens.toString(), String.valueOf(members)));
        StoreVariant store = subject == Subject.PLAIN_JDBC ? StoreVariant.PLAIN : StoreVariant.CACHING_POPULATE;
        arguments.add("--study-log.store=" + store.label());
        database.forEach((name, value) -> arguments.add("--" + name + '=' + value));
        cache.forEach((name, value) -> arguments.add("--" + name + '=' + value));
        return arguments;
    }

    /** Requests a second, and percentiles in milliseconds. */
    private void take(HttpCall call, String said, Findings findings) {
        String[] figures = said.split(" ", -1);
        findings.add(row(call, "throughput", figures[0], "requests/s"));
        findings.add(row(call, "p50", figures[1], "ms"));
        findings.add(row(call, "p99", figures[2], "ms"));
    }

    private Row row(HttpCall call, String metric, String figure, String unit) {
        return Row.of(call.benchmark(), subject.label(), metric, Double.parseDouble(figure), unit);
    }

    @Override
    public String toString() {
        return "check_token and refresh over HTTP, " + subject.label();
    }
}
