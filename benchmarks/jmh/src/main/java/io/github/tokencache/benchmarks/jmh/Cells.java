package io.github.tokencache.benchmarks.jmh;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a run measures. */
final class Cells {
    private static final String HIT = Hits.class.getName() + ".hit";
    private static final String FLOWS = Flows.class.getName() + '.';
    private static final String OVERHEADS = Overheads.class.getName() + '.';
    private static final int HERD = 1_000;

    private final List<Step> steps = new ArrayList<>();

    private Cells() {}

    /** The steps of the short run: every benchmark, and every subject at least once. */
    static List<Step> quick() {
        Cells cells = new Cells();
        cells.usual();
        cells.steps.add(new RoundTrips());
        cells.herds(Subject.PLAIN_JDBC, Subject.TOKENCACHE_CAFFEINE);
        cells.steps.add(new HeapFootprint(Subject.TOKENCACHE_CAFFEINE, 10_000));
        cells.redisFootprints(1_000, Subject.REDIS_TOKEN_STORE, Subject.TOKENCACHE_REDIS);
        cells.steps.add(new RevokeLatency(List.of(1, 2)));
        cells.http(Subject.PLAIN_JDBC, Subject.TOKENCACHE_CAFFEINE);
        return List.copyOf(cells.steps);
    }

    /** The short run, without the second start of the application, and hits under revokes. */
    static List<Step> smoke() {
        Cells cells = new Cells();
        cells.underRevokes("tokencache-caffeine");
        quick().stream()
                .filter(step -> !step.equals(new Http(Subject.PLAIN_JDBC)))
                .forEach(cells.steps::add);
        return List.copyOf(cells.steps);
    }

    /** The steps of the short run, the same on other databases, more peers, and more tokens. */
    static List<Step> full() {
        Cells cells = new Cells();
        cells.usual();
        cells.morePeers();
        cells.otherDatabases();
        cells.growth();
        cells.steps.add(new RoundTrips());
        cells.herds(Subject.PLAIN_JDBC, Subject.TOKENCACHE_CAFFEINE, Subject.TOKENCACHE_REDIS);
        cells.footprints();
        cells.steps.add(new RevokeLatency(List.of(1, 2, 4, 8)));
        cells.http(
                Subject.PLAIN_JDBC,
                Subject.TOKENCACHE_CAFFEINE,
                Subject.TOKENCACHE_REDIS,
                Subject.TOKENCACHE_TWO_LEVEL);
        return List.copyOf(cells.steps);
    }

    private void usual() {
        add(
                "near-hit",
                HIT,
                "bare-caffeine",
                "plain-jdbc",
                "aop",
                "cacheable-caffeine",
                "jetcache",
                "redisson",
                "tokencache-caffeine",
                "tokencache-two-level");
        add("near-hit", HIT, "with-all-parts", Map.of("parts", "true"), "tokencache-caffeine");
        add("redis-hit", HIT, "bare-jedis", "redis-token-store", "cacheable-redis", "tokencache-redis");
        add("check-cold", FLOWS + "checkCold", "plain-jdbc", "tokencache-caffeine");
        add("check-unknown", FLOWS + "checkUnknown", "plain-jdbc", "tokencache-caffeine");
        add("client", FLOWS + "client", "plain-jdbc", "tokencache-caffeine");
        for (String flow : List.of("issue", "refresh", "revoke")) {
            add(flow, FLOWS + flow, "plain-jdbc", "tokencache-caffeine");
        }
        add("off", OVERHEADS + "off", "plain-jdbc", "tokencache-caffeine");
        add("breaker-open", OVERHEADS + "breakerOpen", "plain-jdbc", "tokencache-redis");
        overMemory("in-memory", "tokencache-redis");
    }

    private void overMemory(String... subjects) {
        add("breaker-open", OVERHEADS + "breakerOpen", "over-in-memory", Map.of("delegate", "in-memory"), subjects);
    }

    private void underRevokes(String... subjects) {
        add("near-hit", HIT, "under-revokes", Map.of("revokes", "true"), subjects);
    }

    private void morePeers() {
        add("near-hit", HIT, "in-memory");
        underRevokes("bare-caffeine", "tokencache-caffeine", "tokencache-two-level");
        for (String flow : List.of("issue", "refresh", "revoke")) {
            add(
                    flow,
                    FLOWS + flow,
                    "in-memory",
                    "redis-token-store",
                    "aop",
                    "tokencache-redis",
                    "tokencache-two-level");
        }
        add("check-cold", FLOWS + "checkCold", "aop", "tokencache-redis", "tokencache-two-level");
        add("check-unknown", FLOWS + "checkUnknown", "aop", "tokencache-redis");
        add("client", FLOWS + "client", "aop", "cacheable-caffeine", "tokencache-redis");
    }

    private void otherDatabases() {
        for (String database : List.of("postgresql", "mariadb")) {
            Map<String, String> parameters = Map.of("database", database);
            add("check-cold", FLOWS + "checkCold", database, parameters, "plain-jdbc", "tokencache-caffeine");
            add("refresh", FLOWS + "refresh", database, parameters, "plain-jdbc", "tokencache-caffeine");
        }
    }

    private void growth() {
        for (int tokens : List.of(1_000, 10_000, 100_000, 1_000_000)) {
            Map<String, String> parameters = Map.of("tokens", String.valueOf(tokens));
            add("near-hit", HIT, tokens + "-tokens", parameters, "bare-caffeine", "tokencache-caffeine");
        }
    }

    private void footprints() {
        for (Subject subject : List.of(
                Subject.IN_MEMORY,
                Subject.AOP,
                Subject.CACHEABLE_CAFFEINE,
                Subject.JETCACHE,
                Subject.REDISSON,
                Subject.TOKENCACHE_TWO_LEVEL)) {
            steps.add(new HeapFootprint(subject, 10_000));
        }
        for (int tokens : List.of(1_000, 10_000, 100_000, 1_000_000)) {
            steps.add(new HeapFootprint(Subject.TOKENCACHE_CAFFEINE, tokens));
        }
        redisFootprints(
                10_000,
                Subject.REDIS_TOKEN_STORE,
                Subject.CACHEABLE_REDIS,
                Subject.JETCACHE,
                Subject.REDISSON,
                Subject.TOKENCACHE_REDIS);
        redisFootprints(1_000, Subject.TOKENCACHE_REDIS);
        redisFootprints(100_000, Subject.TOKENCACHE_REDIS);
    }

    private void herds(Subject... subjects) {
        for (Subject subject : subjects) {
            steps.add(new Herd(subject, HERD));
        }
    }

    private void redisFootprints(int tokens, Subject... subjects) {
        for (Subject subject : subjects) {
            steps.add(new RedisFootprint(subject, tokens));
        }
    }

    private void http(Subject... subjects) {
        for (Subject subject : subjects) {
            steps.add(new Http(subject));
        }
    }

    private void add(String benchmark, String method, String... subjects) {
        add(benchmark, method, "", Map.of(), subjects);
    }

    private void add(
            String benchmark, String method, String variant, Map<String, String> parameters, String... subjects) {
        for (String subject : subjects) {
            steps.add(new Cell(benchmark, method, subject, variant, parameters));
        }
    }
}
