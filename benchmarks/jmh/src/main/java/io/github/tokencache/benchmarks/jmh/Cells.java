package io.github.tokencache.benchmarks.jmh;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What JMH measures. */
final class Cells {
    private static final String HIT = Hits.class.getName() + ".hit";
    private static final String FLOWS = Flows.class.getName() + '.';
    private static final String OVERHEADS = Overheads.class.getName() + '.';

    private final List<Cell> cells = new ArrayList<>();

    private Cells() {}

    /** The cells of the short run. */
    static List<Cell> quick() {
        Cells cells = new Cells();
        cells.usual();
        return List.copyOf(cells.cells);
    }

    /** These, the same on other databases, more peers, and more tokens. */
    static List<Cell> full() {
        Cells cells = new Cells();
        cells.usual();
        cells.further();
        return List.copyOf(cells.cells);
    }

    private void usual() {
        add(
                "near-hit",
                HIT,
                "bare-caffeine",
                "plain-jdbc",
                "in-memory",
                "aop",
                "cacheable-caffeine",
                "jetcache",
                "redisson",
                "tokencache-caffeine",
                "tokencache-two-level");
        add("redis-hit", HIT, "bare-jedis", "redis-token-store", "cacheable-redis", "tokencache-redis");
        add(
                "check-cold",
                FLOWS + "checkCold",
                "plain-jdbc",
                "tokencache-caffeine",
                "tokencache-redis",
                "tokencache-two-level");
        add("check-unknown", FLOWS + "checkUnknown", "plain-jdbc", "tokencache-caffeine", "tokencache-redis");
        add("client", FLOWS + "client", "plain-jdbc", "tokencache-caffeine", "tokencache-redis");
        for (String flow : List.of("issue", "refresh", "revoke")) {
            add(flow, FLOWS + flow, "plain-jdbc", "redis-token-store", "tokencache-caffeine", "tokencache-redis");
        }
        add("off", OVERHEADS + "off", "plain-jdbc", "tokencache-caffeine");
        add("breaker-open", OVERHEADS + "breakerOpen", "in-memory", "tokencache-redis");
    }

    private void further() {
        for (String database : List.of("postgresql", "mariadb")) {
            Map<String, String> parameters = Map.of("database", database);
            for (String flow : List.of("checkCold", "issue", "refresh", "revoke")) {
                add(
                        flow.equals("checkCold") ? "check-cold" : flow,
                        FLOWS + flow,
                        database,
                        parameters,
                        "plain-jdbc",
                        "tokencache-caffeine");
            }
        }
        for (String flow : List.of("issue", "refresh", "revoke")) {
            add(flow, FLOWS + flow, "in-memory", "aop", "tokencache-two-level");
        }
        add("client", FLOWS + "client", "aop", "cacheable-caffeine");
        add("near-hit", HIT, "1000000-tokens", Map.of("tokens", "1000000"), "bare-caffeine", "tokencache-caffeine");
    }

    private void add(String benchmark, String method, String... subjects) {
        add(benchmark, method, "", Map.of(), subjects);
    }

    private void add(
            String benchmark, String method, String variant, Map<String, String> parameters, String... subjects) {
        for (String subject : subjects) {
            cells.add(new Cell(benchmark, method, subject, variant, parameters));
        }
    }
}
