package io.github.tokencache.servers;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import redis.embedded.RedisExecProvider;

/** One process of the embedded {@code redis-server}. It ends with this JVM, also when the JVM is killed. */
final class ServerProcess {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** Reads from this JVM until there is no JVM, then ends the server and its folder. */
    private static final String GUARD = "trap '' INT TERM HUP; read -r _; kill -9 \"$1\"; rm -rf \"$2\"";

    private final Process process;
    private final Process guard;

    private ServerProcess(Process process, Process guard) {
        this.process = process;
        this.guard = guard;
    }

    static ServerProcess start(Path folder, List<String> arguments) {
        Stream<String> command = Stream.concat(Stream.of(Binary.PATH), arguments.stream());
        try {
            Process process = new ProcessBuilder(command.toList())
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log(folder).toFile()))
                    .start();
            return new ServerProcess(process, guard(process, folder));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Process guard(Process process, Path folder) throws IOException {
        return new ProcessBuilder("sh", "-c", GUARD, "guard", String.valueOf(process.pid()), folder.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    static Path log(Path folder) {
        return folder.resolve("redis.log");
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Ends it in good order. */
    void stop() {
        signal("CONT");
        process.destroy();
        ended();
    }

    /** Ends it as a crash does. */
    void kill() {
        process.destroyForcibly();
        ended();
    }

    private void ended() {
        await(process);
        guard.destroyForcibly();
    }

    void freeze() {
        signal("STOP");
        Await.until("the freeze of process " + pid(), PATIENCE, () -> state().equals("T"));
    }

    void thaw() {
        signal("CONT");
    }

    private void signal(String name) {
        if (isAlive()) {
            run(List.of("sh", "-c", "kill -" + name + " " + pid()));
        }
    }

    /** The letter of its state; where there is no /proc it is taken for stopped, because the signal was sent. */
    private String state() {
        try {
            String status = Files.readString(Path.of("/proc/" + pid() + "/stat"));
            return status.substring(status.lastIndexOf(')') + 2, status.lastIndexOf(')') + 3);
        } catch (IOException noProc) {
            return "T";
        }
    }

    static void run(List<String> command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            await(process);
            if (process.exitValue() != 0) {
                throw new IllegalStateException(command.get(0) + " must succeed, but said " + output);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void await(Process process) {
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException("process " + process.pid() + " must end, but has not");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** A new folder under the system's temporary one. */
    static Path folder() {
        try {
            Path folder = Files.createTempDirectory("tokencache-redis-");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void delete(Path folder) {
        try (Stream<Path> paths = Files.walk(folder)) {
            paths.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        } catch (IOException | UncheckedIOException gone) {
            // A server that is just ending may remove its files at the same time.
        }
    }

    /** The executable, unpacked once. */
    private static final class Binary {
        private static final String PATH = unpack();

        private static String unpack() {
            try {
                return RedisExecProvider.defaultProvider().get().getAbsolutePath();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
