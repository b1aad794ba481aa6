package io.github.tokencache.benchmarks.startup;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What {@code mvn -q -Pstartup-costs verify} runs: how long an application takes to start with and without tokencache. The
 * variants take turns, each start in a JVM of its own, and each round begins with another of them, so that what else the
 * machine does meets all alike. The first round warms the machine up and does not count. Progress goes to standard error.
 */
public final class StartupCosts {
    private final Launcher launcher;
    private final PrintStream progress;

    StartupCosts(Launcher launcher, PrintStream progress) {
        this.launcher = launcher;
        this.progress = progress;
    }

    /** The arguments are the number of rounds and the file to write. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        StartupTimes times = new StartupCosts(new Launcher(System.getProperty("java.class.path")), System.err)
                .measure(Integer.parseInt(arguments[0]));
        write(times, Path.of(arguments[1]));
        System.out.print(times.table());
    }

    StartupTimes measure(int rounds) throws IOException, InterruptedException {
        round(0);
        Map<Variant, List<Start>> starts = new EnumMap<>(Variant.class);
        for (int round = 1; round <= rounds; round++) {
            round(round).forEach((variant, start) -> starts.computeIfAbsent(variant, any -> new ArrayList<>())
                    .add(start));
        }
        return new StartupTimes(starts);
    }

    Map<Variant, Start> round(int round) throws IOException, InterruptedException {
        List<Variant> turns = new ArrayList<>(List.of(Variant.values()));
        Collections.rotate(turns, round);
        Map<Variant, Start> starts = new EnumMap<>(Variant.class);
        progress.print(round == 0 ? "Warming up:" : "Round " + round + ":");
        for (Variant variant : turns) {
            Start start = launcher.start(variant);
            starts.put(variant, start);
            progress.print(" " + variant.label() + " " + start.milliseconds() + " ms");
        }
        progress.println();
        return starts;
    }

    static void write(StartupTimes times, Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.write(file, times.csv());
    }
}
