package io.github.tokencache.benchmarks.jmh;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A JVM of its own. It tells what it has to say by lines with a mark, and ends when it has no parent any more. */
final class Child implements AutoCloseable {
    private static final String MARK = "benchmark: ";
    private static final long PATIENCE_SECONDS = 10;

    private final String name;
    private final Process process;
    private final BlockingQueue<Optional<String>> said = new LinkedBlockingQueue<>();

    private Child(String name, Process process) {
        this.name = name;
        this.process = process;
    }

    static Child start(Class<?> main, List<String> options, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.add("-cp");
        command.add(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
        command.add(main.getName());
        command.addAll(List.of(arguments));
        Process started = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        Child child = new Child(main.getSimpleName(), started);
        Thread reader = new Thread(child::listen, "output of " + child.name);
        reader.setDaemon(true);
        reader.start();
        return child;
    }

    /** Reads whatever it prints, without which it would wait some time; after the end there is an empty answer. */
    private void listen() {
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                if (line.startsWith(MARK)) {
                    said.add(Optional.of(line.substring(MARK.length())));
                }
            }
        } catch (IOException e) {
            // It was ended while it was read.
        }
        said.add(Optional.empty());
    }

    /** In the child: says something. */
    static void say(String line) {
        System.out.println(MARK + line);
    }

    /** In the child: waits until the parent has ended it or has ended itself, and ends at once. */
    static void awaitEnd() throws IOException {
        while (System.in.read() >= 0) {
            // Nothing is ever sent.
        }
        Runtime.getRuntime().halt(0);
    }

    /** In the parent: the next that the child says. */
    String hear() {
        try {
            return said.take()
                    .orElseThrow(() -> new IllegalStateException(name + " must say what it has found, but ended"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (IOException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
