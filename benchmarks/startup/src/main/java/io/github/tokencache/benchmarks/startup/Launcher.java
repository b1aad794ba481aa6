package io.github.tokencache.benchmarks.startup;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Starts the application in JVMs of its own. */
final class Launcher {
    private final String classPath;

    Launcher(String classPath) {
        this.classPath = classPath;
    }

    /** Returns when the application has ended; what it printed is in the exception if it did not start as it should. */
    Start start(Variant variant) throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(command(variant)).redirectErrorStream(true).start();
        List<String> output = process.inputReader(UTF_8).lines().toList();
        int status = process.waitFor();
        Optional<Start> start =
                output.stream().flatMap(line -> Start.of(line).stream()).findFirst();
        if (status != 0 || start.isEmpty() || start.get().caching() != variant.isCaching()) {
            throw new IllegalStateException(
                    "Application " + variant.label() + " ended with " + status + ":\n" + String.join("\n", output));
        }
        return start.get();
    }

    private List<String> command(Variant variant) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-classpath",
                variant.classPath(classPath),
                LoginApplication.class.getName()));
        command.addAll(variant.arguments());
        return command;
    }
}
