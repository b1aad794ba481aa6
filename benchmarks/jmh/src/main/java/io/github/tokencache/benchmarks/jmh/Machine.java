package io.github.tokencache.benchmarks.jmh;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.stream.Stream;

/** What a run was made on. */
final class Machine {
    private Machine() {}

    static String description(Effort effort, Set<String> servers) {
        return "Measured on %s with JDK %s, %s %s, %d processors%s, %s, by `mvn -q -Pbenchmarks verify%s`."
                .formatted(
                        LocalDate.now(ZoneOffset.UTC),
                        System.getProperty("java.version"),
                        System.getProperty("os.name"),
                        System.getProperty("os.arch"),
                        Runtime.getRuntime().availableProcessors(),
                        model(),
                        String.join(", ", servers),
                        effort == Effort.FULL ? "" : " -Dbench.quick=true");
    }

    /** As Linux has it; other systems do not tell. */
    private static String model() {
        Path file = Path.of("/proc/cpuinfo");
        if (!Files.isReadable(file)) {
            return "";
        }
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> " (" + line.substring(line.indexOf(':') + 1).strip() + ')')
                    .findFirst()
                    .orElse("");
        } catch (IOException e) {
            return "";
        }
    }
}
