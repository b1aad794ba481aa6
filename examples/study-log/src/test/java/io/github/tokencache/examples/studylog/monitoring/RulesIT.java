package io.github.tokencache.examples.studylog.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The configuration of Prometheus as its own tool sees it. */
class RulesIT {
    private final Path copy = Programs.configuration("promtool", "- targets: [localhost:8080]\n");

    @Test
    void theConfigurationIsValid() throws InterruptedException {
        Programs.Outcome check = Programs.promtool(copy, "check", "config", "prometheus.yml");

        assertThat(check.output()).contains("SUCCESS: 2 rule files found");
        assertThat(check.status()).isZero();
    }

    @Test
    void everyTestOfTheRulesPasses() throws InterruptedException {
        Programs.Outcome test = Programs.promtool(copy, tests());

        assertThat(test.output()).doesNotContain("FAILED").contains("SUCCESS");
        assertThat(test.status()).isZero();
    }

    /** So that what passes is not what is not looked at. */
    @Test
    void aRuleThatIsChangedFailsItsTest() throws IOException, InterruptedException {
        Path changed = Programs.configuration("promtool-changed", "[]\n");
        Path alerts = changed.resolve("rules/alerts.yml");
        Files.writeString(alerts, Files.readString(alerts).replace("tokencache_away == 1", "tokencache_away == 2"));

        Programs.Outcome test = Programs.promtool(changed, tests());

        assertThat(test.output()).contains("FAILED").contains("TokenCacheAway fires");
        assertThat(test.status()).isEqualTo(1);
    }

    private static String[] tests() {
        return Stream.concat(
                        Stream.of("test", "rules"),
                        Configuration.files("-test.yml").stream().map(file -> "tests/" + file.getFileName()))
                .toArray(String[]::new);
    }
}
