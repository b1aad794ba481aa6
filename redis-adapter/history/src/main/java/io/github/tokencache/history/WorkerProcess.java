package io.github.tokencache.history;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A worker as its parent sees it. */
final class WorkerProcess {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final int incarnation;
    private final Process process;
    private final BufferedReader output;
    private final long before;

    private WorkerProcess(int incarnation, Process process, long before) {
        this.incarnation = incarnation;
        this.before = before;
        this.process = process;
        this.output = process.inputReader(StandardCharsets.UTF_8);
    }

    /** Starts a worker; {@link #awaitReady} is to follow. */
    static WorkerProcess start(WorkerSettings settings) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-Xmx96m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                WorkerMain.class.getName()));
        command.addAll(settings.toArguments());
        File log = settings.directory().resolve(settings.incarnation() + ".log").toFile();
        long before = System.nanoTime();
        Process started = new ProcessBuilder(command).redirectError(log).start();
        return new WorkerProcess(settings.incarnation(), started, before);
    }

    /**
     * Waits until its traffic is about to begin. What its clock shows lies between what ours showed before and shows now;
     * the checker needs no less.
     */
    void awaitReady() throws IOException {
        String line = output.readLine();
        if (line == null || !line.startsWith("ready ")) {
            throw new IllegalStateException("worker " + incarnation + " must say ready, but said " + line);
        }
        long shown = Long.parseLong(line.substring("ready ".length()));
        if (shown < before || shown > System.nanoTime()) {
            throw new IllegalStateException("clock of worker " + incarnation + " must be ours, but showed " + shown);
        }
    }

    int incarnation() {
        return incarnation;
    }

    void haltAt(HaltPoint.Place place) throws IOException {
        send(place.name());
    }

    private void send(String line) throws IOException {
        process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    boolean hasHalted() {
        return !process.isAlive() && process.exitValue() == HaltPoint.EXIT;
    }

    void freeze() {
        Signals.stop(process.pid());
    }

    void thaw() {
        Signals.go(process.pid());
    }

    void destroy() {
        process.destroyForcibly();
    }

    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Lets it finish what it is at; answers what it counted. */
    String stop() throws IOException, InterruptedException {
        send("stop");
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            kill();
            throw new IllegalStateException("worker " + incarnation + " must stop within " + PATIENCE + ", but hangs");
        }
        String line = output.readLine();
        if (line == null || !line.startsWith("stopped ")) {
            throw new IllegalStateException("worker " + incarnation + " must say stopped, but said " + line);
        }
        return line.substring("stopped ".length());
    }
}
