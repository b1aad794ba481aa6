package io.github.tokencache.springsecurityoauth2.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** With every logger of the process at TRACE, and over the whole actuator: no token and no secret from this library. */
@NullUnmarked
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class Traces {
    /** How slf4j-simple begins an event; the lines of a stack trace belong to the event before them. */
    private static final Pattern EVENT = Pattern.compile("^\\[[^]]*] (TRACE|DEBUG|INFO|WARN|ERROR) (\\S+) - ");

    /** Of others, as docs/operations.md has them. */
    private static final Set<String> LEAKS = Set.of(
            "org.apache.coyote.http11.Http11InputBuffer DEBUG",
            "org.apache.tomcat.util.http.Parameters DEBUG",
            "org.springframework.web.method.HandlerMethod TRACE",
            "org.springframework.web.servlet.mvc.method.annotation.HttpEntityMethodProcessor TRACE");

    private final Map<String, List<String>> log = new TreeMap<>();
    private List<String> secrets;
    private String told;

    /** The properties, name=value each, beside those of {@link TracedServer}. */
    abstract List<String> properties(Path directory) throws Exception;

    /** How many texts must not be told. */
    abstract int secrets();

    @BeforeAll
    void run(@TempDir Path directory) throws Exception {
        Path secretsFile = directory.resolve("secrets");
        Path toldFile = directory.resolve("told");
        Path logFile = directory.resolve("log");
        List<String> arguments = new ArrayList<>(List.of(secretsFile.toString(), toldFile.toString()));
        arguments.addAll(properties(directory));
        assertThat(run(logFile, directory.resolve("output"), arguments))
                .as(() -> read(directory.resolve("output")))
                .isZero();
        secrets = Files.readAllLines(secretsFile);
        told = read(toldFile) + read(directory.resolve("output"));
        String source = "";
        for (String line : Files.readAllLines(logFile)) {
            Matcher event = EVENT.matcher(line);
            source = event.find() ? event.group(2) + ' ' + event.group(1) : source;
            log.computeIfAbsent(source, any -> new ArrayList<>()).add(line);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static int run(Path log, Path output, List<String> arguments) throws Exception {
        String levels = "-Dorg.slf4j.simpleLogger.";
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                levels + "logFile=" + log,
                levels + "defaultLogLevel=trace",
                levels + "log.org.springframework.security.oauth2=trace",
                levels + "log.org.springframework.context.support=trace",
                levels + "log.io.github.tokencache=trace",
                "-Dorg.springframework.boot.logging.LoggingSystem=none",
                "-cp",
                System.getProperty("java.class.path"),
                TracedServer.class.getName()));
        command.addAll(arguments);
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(process.waitFor(180, TimeUnit.SECONDS)).as("ended").isTrue();
            return process.exitValue();
        } finally {
            process.destroyForcibly();
        }
    }

    private boolean isSecret(String text) {
        return secrets.stream().anyMatch(text::contains);
    }

    private Set<String> leaking() {
        Set<String> sources = new TreeSet<>();
        log.forEach((source, lines) -> {
            if (lines.stream().anyMatch(this::isSecret)) {
                sources.add(source);
            }
        });
        return sources;
    }

    @Test
    void theLogIsThatOfAllLoggersAtTheirLowestLevel() {
        assertThat(secrets).hasSize(secrets()).doesNotContain("");
        assertThat(log.keySet())
                .anyMatch(source -> source.startsWith("io.github.tokencache."))
                .anyMatch(source -> source.startsWith("org.springframework.") && source.endsWith(" TRACE"))
                .anyMatch(source -> source.startsWith("org.apache."));
    }

    @Test
    void oursTellNoTokenAndNoSecret() {
        assertThat(leaking()).noneMatch(source -> source.startsWith("io.github.tokencache"));
    }

    @Test
    void othersTellWhatTheDocumentationSays() {
        assertThat(leaking())
                .filteredOn(source -> !source.startsWith("io.github.tokencache"))
                .containsExactlyInAnyOrderElementsOf(LEAKS);
    }

    @Test
    void theActuatorTellsNoTokenAndNoSecret() {
        assertThat(told).contains("tokencache.encryption.key").contains("******");
        assertThat(told)
                .as("configprops")
                .contains("\"keyDigestSecret\":\"******\"", "\"trustStorePassword\":\"******\"")
                .containsPattern("\"url\":\"rediss?://[a-z]*:\\*{6}@localhost");
        for (String secret : secrets) {
            assertThat(told).doesNotContain(secret);
        }
    }
}
