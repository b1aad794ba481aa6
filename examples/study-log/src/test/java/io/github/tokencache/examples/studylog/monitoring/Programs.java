package io.github.tokencache.examples.studylog.monitoring;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Debian's Prometheus, and a copy of its configuration to run it with. */
final class Programs {
    static final String PROMETHEUS = "/usr/bin/prometheus";

    private static final String PROMTOOL = "/usr/bin/promtool";

    private Programs() {}

    /** What a program has printed, and how it has ended. */
    record Outcome(int status, String output) {}

    static Outcome promtool(Path directory, String... arguments) throws InterruptedException {
        String[] command =
                Stream.concat(Stream.of(PROMTOOL), Stream.of(arguments)).toArray(String[]::new);
        try {
            Process process = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), UTF_8);
            if (!process.waitFor(1, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new IllegalStateException("promtool must end, but has printed " + output);
            }
            return new Outcome(process.exitValue(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A copy of the configuration with the password that it names, and the nodes. */
    static Path configuration(String name, String nodes) {
        Path original = Configuration.DIRECTORY.resolve("prometheus");
        Path copy = Path.of("target", name);
        try (Stream<Path> files = Files.walk(original)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = copy.resolve(original.relativize(file));
                Files.createDirectories(target.getParent());
                Files.writeString(target, Files.readString(file));
            }
            Files.createDirectories(copy.resolve("secrets"));
            Files.writeString(copy.resolve("secrets/monitoring-password"), Monitored.PASSWORD);
            Files.writeString(copy.resolve("nodes.yml"), nodes);
            return copy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
