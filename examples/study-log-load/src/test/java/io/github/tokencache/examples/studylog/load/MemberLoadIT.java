package io.github.tokencache.examples.studylog.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatling.app.Gatling;
import io.gatling.core.config.GatlingPropertiesBuilder;
import io.github.tokencache.examples.studylog.StudyLogApplication;
import io.github.tokencache.servers.RedisServer;
import io.github.tokencache.testkit.history.HistoryChecker;
import io.github.tokencache.testkit.history.HistoryReport;
import io.github.tokencache.testkit.history.Promise;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

class MemberLoadIT {

    @Test
    void noTokenIsAcceptedAfterItsEndWhateverTwoHundredMembersDo() {
        TokenHistory history = new TokenHistory();
        try (RedisServer redis = RedisServer.start()) {
            String[] cache = {
                "study-log.cache=two-level", "study-log.redis=" + redis.uri(), "study-log.redis-timeout=10s"
            };

            run(history, 200, Duration.ofMinutes(1), "load", cache);
        }

        HistoryReport report = new HistoryChecker(List.of()).check(history.events());
        System.out.printf(
                "200 members for a minute on two nodes: %s, %d calls checked, %d violations%n",
                history.answers(), report.reads(), report.violations().size());
        assertThat(history.surprises()).isEmpty();
        assertThat(report.violations()).isEmpty();
        assertThat(report.exceptions()).isZero();
        assertThat(report.reads()).isGreaterThan(1000);
        for (Request.Kind kind : Request.Kind.values()) {
            assertThat(history.answers().getOrDefault(kind, 0)).as(kind.name()).isGreaterThan(20);
        }
    }

    @Test
    void nodesThatDoNotShareTheirCachesAreFoundOut() {
        TokenHistory history = new TokenHistory();

        run(history, 50, Duration.ofSeconds(10), "load-of-strangers", "study-log.cache=caffeine");

        HistoryReport report = new HistoryChecker(List.of()).check(history.events());
        assertThat(report.breaches()).containsKey(Promise.REVOKED_MEANS_REVOKED);
    }

    private static void run(TokenHistory history, int users, Duration duration, String database, String... cache) {
        try (ConfigurableApplicationContext a = node(database, cache);
                ConfigurableApplicationContext b = node(database, cache)) {
            MemberLoad.plan(new LoadPlan(new Nodes(address(a), address(b)), history, users, duration));
            int status = Gatling.fromMap(new GatlingPropertiesBuilder()
                    .simulationClass(MemberLoad.class.getName())
                    .resultsDirectory("target/gatling")
                    .noReports()
                    .build());
            assertThat(status).isZero();
        }
    }

    /** A lock that is waited for longer than H2 waits by default is no fault on a machine that is as busy as this one. */
    private static ConfigurableApplicationContext node(String database, String... cache) {
        return new SpringApplicationBuilder(StudyLogApplication.class)
                .run(Stream.concat(
                                Stream.of(
                                        "server.port=0",
                                        "server.address=localhost",
                                        "study-log.store=lean",
                                        "logging.level.study-log.alerts=ERROR",
                                        "spring.datasource.url=jdbc:h2:mem:" + database + ";LOCK_TIMEOUT=20000"),
                                Stream.of(cache))
                        .map(property -> "--" + property)
                        .toArray(String[]::new));
    }

    private static String address(ConfigurableApplicationContext node) {
        return "http://localhost:" + node.getEnvironment().getRequiredProperty("local.server.port") + '/';
    }
}
