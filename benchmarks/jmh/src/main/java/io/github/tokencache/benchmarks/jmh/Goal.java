package io.github.tokencache.benchmarks.jmh;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.DoublePredicate;

/**
 * A goal of the benchmarks beside what was measured.
 *
 * @param what what is looked at
 * @param goal what it is to be
 * @param measured what it is, in words
 * @param reached whether it is so
 */
record Goal(String what, String goal, String measured, boolean reached) {
    private static final String NEAR = "tokencache-caffeine";
    private static final String REDIS = "tokencache-redis";
    private static final String PLAIN = "plain-jdbc";

    String verdict() {
        return reached ? "reached" : "missed";
    }

    /** The goals for which these rows have a figure. */
    static List<Goal> of(List<Row> rows) {
        Judge judge = new Judge(rows);
        judge.ratio(
                "near hit against a bare Caffeine get", "at most 8 x", "near-hit", NEAR, "bare-caffeine", r -> r <= 8);
        judge.faster("near hit against plain JDBC on H2", 300, "near-hit", NEAR, PLAIN);
        judge.ratio(
                "near hit against @Cacheable with Caffeine",
                "no slower",
                "near-hit",
                NEAR,
                "cacheable-caffeine",
                r -> r <= 1);
        judge.ratio(
                "Redis hit against a bare Jedis GET",
                "at most 1.25 x",
                "redis-hit",
                REDIS,
                "bare-jedis",
                r -> r <= 1.25);
        judge.faster("Redis hit against RedisTokenStore", 2, "redis-hit", REDIS, "redis-token-store");
        judge.value("Redis miss, round trips beyond the delegate", "at most 3", "check-cold", REDIS, "round-trips", 3);
        judge.value(
                "revoke with Redis, round trips beyond the delegate", "at most 2", "revoke", REDIS, "round-trips", 2);
        judge.bytes();
        judge.value("allocation of a near hit", "at most 400 bytes", "allocation", NEAR, "near-hit", 400);
        judge.ratio("decorator with caching off", "at most 1.02 x the bare store", "off", NEAR, PLAIN, r -> r <= 1.02);
        judge.breaker();
        judge.value("loads of a herd of 1,000 threads", "1", "herd", NEAR, "loads", 1);
        judge.value("last waiter of that herd, in load times", "at most 2", "herd", NEAR, "last-waiter-per-load", 2);
        for (String subject : List.of(NEAR, REDIS, "tokencache-two-level")) {
            judge.http(subject);
        }
        return List.copyOf(judge.goals);
    }

    private static final class Judge {
        private final List<Row> rows;
        private final List<Goal> goals = new ArrayList<>();

        Judge(List<Row> rows) {
            this.rows = rows;
        }

        private Optional<Row> find(String benchmark, String subject, String metric) {
            return rows.stream()
                    .filter(row -> row.benchmark().equals(benchmark)
                            && row.subject().equals(subject)
                            && row.metric().equals(metric))
                    .findFirst();
        }

        private void add(String what, String goal, String measured, boolean reached) {
            goals.add(new Goal(what, goal, measured, reached));
        }

        /** Of two times. */
        private void ratio(
                String what,
                String goal,
                String benchmark,
                String subject,
                String baseline,
                DoublePredicate isReached) {
            find(benchmark, subject, "time")
                    .ifPresent(ours -> find(benchmark, baseline, "time").ifPresent(theirs -> {
                        double ratio = ours.value() / theirs.value();
                        String times = Row.number(ours.value()) + " and " + Row.number(theirs.value()) + " ns";
                        add(what, goal, Row.number(ratio) + " x (" + times + ')', isReached.test(ratio));
                    }));
        }

        private void faster(String what, int times, String benchmark, String subject, String baseline) {
            find(benchmark, subject, "time")
                    .ifPresent(ours -> find(benchmark, baseline, "time").ifPresent(theirs -> {
                        double ratio = theirs.value() / ours.value();
                        add(what, "at least " + times + " x faster", Row.number(ratio) + " x faster", ratio >= times);
                    }));
        }

        private void value(String what, String goal, String benchmark, String subject, String metric, double most) {
            find(benchmark, subject, metric)
                    .ifPresent(row -> add(what, goal, Row.number(row.value()) + ' ' + row.unit(), row.value() <= most));
        }

        /** Of as many tokens as both have: the largest number. */
        private void bytes() {
            rows.stream()
                    .filter(row -> row.benchmark().equals("bytes")
                            && row.subject().equals(REDIS)
                            && "redis-token-store".equals(row.baseline()))
                    .reduce((first, last) -> last)
                    .ifPresent(ours -> {
                        double theirs = find("bytes", "redis-token-store", ours.metric())
                                .orElseThrow()
                                .value();
                        double ratio = ours.value() / theirs;
                        String bytes = Row.number(ours.value()) + " and " + Row.number(theirs) + " bytes";
                        add(
                                "bytes per token in Redis against RedisTokenStore",
                                "at most a quarter",
                                Row.number(ratio) + " (" + bytes + ')',
                                ratio <= 0.25);
                    });
        }

        private void breaker() {
            find("breaker-open", REDIS, "time-over-in-memory")
                    .ifPresent(ours -> find("breaker-open", "in-memory", "time-over-in-memory")
                            .ifPresent(theirs -> {
                                double more = ours.value() - theirs.value();
                                add(
                                        "breaker open, beyond the delegate",
                                        "at most 0.2 us",
                                        Row.number(more / 1_000) + " us",
                                        more <= 200);
                            }));
        }

        private void http(String subject) {
            String what = "check_token over HTTP, PostgreSQL, " + subject;
            find("http-check", subject, "throughput")
                    .ifPresent(ours -> find("http-check", PLAIN, "throughput").ifPresent(theirs -> {
                        double ratio = ours.value() / theirs.value();
                        add(what + ": throughput", "at least 2 x plain", Row.number(ratio) + " x", ratio >= 2);
                    }));
            find("http-check", subject, "p99")
                    .ifPresent(ours -> find("http-check", PLAIN, "p99").ifPresent(theirs -> {
                        String both = Row.number(ours.value()) + " and " + Row.number(theirs.value()) + " ms";
                        add(what + ": p99", "no worse than plain", both, ours.value() <= theirs.value());
                    }));
        }
    }
}
