package io.github.tokencache.examples.studylog.counting;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tokencache.examples.studylog.CacheKind;
import io.github.tokencache.examples.studylog.WebBrowser;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DemoTest {

    @Test
    void printsOneRowPerFlowAndTheStatementsThatWereAskedFor() throws InterruptedException {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();

        new Demo(new PrintStream(printed, true, UTF_8), options("demo.exit", "true", "demo.statements", "revoke"))
                .run();

        assertThat(printed.toString(UTF_8).lines())
                .anyMatch(line -> line.matches("flow +plain +article.*"))
                .anyMatch(line -> line.matches("refresh .* 14 +7.*"))
                .contains("Statements of revoke with the plain store")
                .contains("  delete from oauth_access_token where token_id = ?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"redis", "two-level"})
    void withASharedCacheSaysWhatAnotherNodeAnswersOfARevokedToken(String cache) throws InterruptedException {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();

        new Demo(new PrintStream(printed, true, UTF_8), options("demo.exit", "true", "demo.cache", cache)).run();

        assertThat(printed.toString(UTF_8).lines())
                .anyMatch(line -> line.matches(
                        "revoke-elsewhere +revoked on node A, checked on node B +refused +active +refused +refused"));
    }

    @Test
    void afterTheTablePrintsTheAddressOfThePageAndStaysUp() throws Exception {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        Demo demo = new Demo(new PrintStream(printed, true, UTF_8), options());
        FutureTask<Boolean> running = new FutureTask<>(() -> {
            demo.run();
            return true;
        });
        Thread thread = new Thread(running, "demo");
        thread.start();
        try {
            String page = awaitAddress(printed, running);
            assertThat(new WebBrowser(URI.create(page)).get("/").body()).contains("study-log");
            assertThat(printed.toString(UTF_8)).containsSubsequence("SQL statements per request", "Open the page:");
        } finally {
            thread.interrupt();
            thread.join();
        }
        assertThatThrownBy(running::get).hasCauseInstanceOf(InterruptedException.class);
    }

    private static String awaitAddress(ByteArrayOutputStream printed, FutureTask<Boolean> running) {
        Pattern address = Pattern.compile("Open the page: +(http://localhost:\\d+/)\\R");
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(3);
        while (true) {
            Matcher found = address.matcher(printed.toString(UTF_8));
            if (found.find()) {
                return found.group(1);
            }
            assertThat(running.isDone()).as("ended").isFalse();
            assertThat(System.nanoTime()).isLessThan(end);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
    }

    @Test
    void withoutOptionsCachesInProcessTakesAnyFreePortAndStaysUp() {
        DemoOptions options = options();

        assertThat(options.cache()).isEqualTo(CacheKind.CAFFEINE);
        assertThat(options.redis()).isEmpty();
        assertThat(options.port()).isZero();
        assertThat(options.statements()).isEmpty();
        assertThat(options.exit()).isFalse();
    }

    @Test
    void refusesACacheThatThereIsNot() {
        assertThatThrownBy(() -> options("demo.cache", "memcached"))
                .hasMessage("cache must be one of caffeine, redis, two-level, but was memcached");
    }

    @Test
    void refusesAServerThatWouldNotBeUsed() {
        assertThatThrownBy(() -> options("demo.redis", "redis://localhost:6379"))
                .hasMessage("demo.cache must be redis or two-level where demo.redis is given, but was caffeine");
    }

    @Test
    void refusesAPortOutOfRange() {
        assertThatThrownBy(() -> options("demo.port", "65536"))
                .hasMessage("demo.port must be a number from 0 to 65535, but was 65536");
    }

    @Test
    void refusesAPortThatIsNoNumber() {
        assertThatThrownBy(() -> options("demo.port", "http"))
                .hasMessage("demo.port must be a number from 0 to 65535, but was http");
    }

    @Test
    void refusesAnUnknownFlowAndNamesTheKnownOnes() {
        assertThatThrownBy(() -> options("demo.statements", "login"))
                .hasMessage("flow must be one of issue-first, issue-again, issue-expired, check, check-cold, refresh,"
                        + " refresh-unknown, revoke, but was login");
    }

    private static DemoOptions options(String... namesAndValues) {
        Properties properties = new Properties();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            properties.putAll(Map.of(namesAndValues[i], namesAndValues[i + 1]));
        }
        return DemoOptions.of(properties);
    }
}
