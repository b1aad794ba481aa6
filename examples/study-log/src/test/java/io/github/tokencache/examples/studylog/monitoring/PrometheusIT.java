package io.github.tokencache.examples.studylog.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.tokencache.examples.studylog.RunningApplication;
import io.github.tokencache.examples.studylog.members.Session;
import io.github.tokencache.servers.RedisServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Two nodes under traffic, and a real Prometheus that scrapes them: nothing of what is shipped asks for what is not there. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PrometheusIT {
    private final RedisServer redis = RedisServer.start();
    private final String database = "jdbc:h2:mem:" + System.nanoTime();
    private final Monitored one = node();
    private final Monitored other = node();
    private final Prometheus prometheus = Prometheus.start("- targets: [" + target(one) + ", " + target(other) + "]\n");

    private Monitored node() {
        return Monitored.start(
                "spring.datasource.url=" + database,
                "study-log.cache=two-level",
                "study-log.redis=" + redis.uri(),
                "study-log.redis-timeout=10s");
    }

    private static String target(Monitored node) {
        return node.application().address().getAuthority();
    }

    /** What has not been scraped before it was counted can not increase. */
    @BeforeAll
    void waitForTheFirstScrape() {
        Prometheus.await(
                () -> prometheus.hasResult("sum(up{job=\"study-log\"}) == 2"),
                () -> "both nodes must have been scraped");
        Prometheus.await(
                () -> prometheus.hasResult("count(studylog_refreshes_total{outcome=\"reuse\"}) == 2"),
                () -> "what both nodes count must have been scraped");
    }

    @AfterAll
    void stop() {
        prometheus.close();
        other.close();
        one.close();
        redis.close();
    }

    @Test
    void everyExpressionHasAResult() {
        Set<String> waiting = new LinkedHashSet<>(expressions());
        assertThat(waiting).hasSizeGreaterThan(70);
        Prometheus.await(
                () -> {
                    traffic();
                    waiting.removeIf(prometheus::hasResult);
                    return waiting.isEmpty();
                },
                () -> "every expression must have a result, but none have " + waiting);
    }

    @Test
    void prometheusFindsNoFaultInARule() {
        Prometheus.await(
                () -> prometheus.get("rules").findValuesAsText("health").stream()
                        .noneMatch("unknown"::equals),
                () -> "every rule must have been evaluated");

        JsonNode rules = prometheus.get("rules");

        assertThat(rules.findValuesAsText("health"))
                .hasSize(Configuration.rules("record").size()
                        + Configuration.rules("alert").size())
                .containsOnly("ok");
    }

    @Test
    void aStolenTokenRaisesTheAlert() {
        traffic();
        Prometheus.await(
                () -> prometheus.hasResult("ALERTS{alertname=\"RefreshTokenReused\", alertstate=\"firing\"}"),
                () -> "the alert must fire");
    }

    private static List<String> expressions() {
        List<String> expressions = new ArrayList<>(List.of("up{job=\"study-log\"}"));
        Configuration.dashboard("study-log.json")
                .findValuesAsText("expr")
                .forEach(expression ->
                        expressions.add(expression.replace("$instance", ".*").replace("$__rate_interval", "1m")));
        Configuration.rules("record").forEach(rule -> expressions.addAll(List.of(rule.name(), rule.expression())));
        Configuration.rules("alert").forEach(rule -> operands(rule.expression()).forEach(expressions::add));
        assertThat(expressions).noneMatch(expression -> expression.contains("$"));
        return expressions;
    }

    /** What an alert compares: the comparison itself has no result while all is well. */
    private static Stream<String> operands(String expression) {
        return Stream.of(expression.split(" (?:and|or|unless) ")).map(comparison -> {
            String operand = comparison.replaceFirst("\\s*(?:[=!<>]=|[<>])\\s*[\\d.]+$", "");
            assertThat(operand).isNotEqualTo(comparison);
            return operand;
        });
    }

    private void traffic() {
        RunningApplication application = one.application();
        Session member = Session.ofMember(application, "stand-in-mina");
        String session =
                String.valueOf(Session.json(member.post("/api/sessions", "")).get("id"));
        member.post("/api/sessions/" + session + "/end", "{}");
        member.get("/api/sessions");
        application.browser().get("/api/me");
        application.browser().get("/api/me", "Authorization", "Bearer altered");
        other.application().browser().get("/api/me", "Authorization", "Bearer " + member.accessToken());
        member.logout();
        member.get("/api/me");
        reuse(application);
    }

    private static void reuse(RunningApplication application) {
        Session victim = Session.ofGuest(application);
        Session tab = Session.ofGuest(application);
        Session thief = Session.ofGuest(application);
        tab.takeCookieOf(victim);
        thief.takeCookieOf(victim);
        victim.refresh();
        tab.refresh();
        application.clock().move(Duration.ofSeconds(11));
        thief.refresh();
        application.clock().move(Duration.ofSeconds(-11)); // after a minute ahead, Google's tokens are of the future
    }
}
