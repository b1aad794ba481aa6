package io.github.tokencache.examples.studylog.monitoring;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.tokencache.examples.studylog.WebBrowser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A Prometheus with the configuration of this directory, but faster, and with the nodes of the test. */
final class Prometheus implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern LISTENING = Pattern.compile("msg=\"Listening on\" address=(\\S+)");
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Process process;
    private final WebBrowser http;

    private Prometheus(Process process, URI address) {
        this.process = process;
        this.http = new WebBrowser(address);
    }

    static Prometheus start(String nodes) {
        Path directory = Programs.configuration("prometheus", nodes);
        Path log = directory.resolve("prometheus.log");
        try {
            Path configuration = directory.resolve("prometheus.yml");
            Files.writeString(configuration, Files.readString(configuration).replace("15s", "1s"));
            Process process = new ProcessBuilder(
                            Programs.PROMETHEUS,
                            "--config.file=prometheus.yml",
                            "--storage.tsdb.path=data-" + System.nanoTime(),
                            "--web.listen-address=127.0.0.1:0")
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            await(() -> LISTENING.matcher(read(log)).find() || !process.isAlive(), () -> "Prometheus must listen");
            Matcher listening = LISTENING.matcher(read(log));
            if (!listening.find()) {
                throw new IllegalStateException("Prometheus must run, but has logged " + read(log));
            }
            return new Prometheus(process, URI.create("http://" + listening.group(1) + '/'));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path log) {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits for what another process does. */
    static void await(BooleanSupplier condition, Supplier<String> complaint) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                throw new IllegalStateException(complaint.get());
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
        }
    }

    /** Whether an expression has a result in which there is a number. */
    boolean hasResult(String expression) {
        for (JsonNode sample :
                get("query?query=" + URLEncoder.encode(expression, UTF_8)).at("/data/result")) {
            if (!sample.at("/value/1").asText().equals("NaN")) {
                return true;
            }
        }
        return false;
    }

    JsonNode get(String path) {
        try {
            JsonNode answer = JSON.readTree(http.get("/api/v1/" + path).body());
            if (!answer.path("status").asText().equals("success")) {
                throw new IllegalStateException(path + " must succeed, but was answered " + answer);
            }
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
