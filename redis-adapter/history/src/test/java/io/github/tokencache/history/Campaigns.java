package io.github.tokencache.history;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;

/** Runs the campaigns of this build; what they find is printed, and kept in one file. */
final class Campaigns {
    private static final Path REPORT = Path.of("target", "history-report.txt");

    private static final Duration CALM = Duration.ofMillis(300);

    private Campaigns() {}

    /** Undisturbed until the first violation. */
    static CampaignReport untilViolation(String backend, Duration atMost) throws Exception {
        return run(new CampaignSettings(backend, fresh(backend), seed(), atMost, 0, Set.of(), CALM, true));
    }

    /** Disturbed so until the first violation. */
    static CampaignReport untilViolation(String backend, Duration atMost, Set<Fault> faults) throws Exception {
        return run(new CampaignSettings(backend, fresh(backend), seed(), atMost, 0, faults, CALM, true));
    }

    /** Disturbed by everything, all the time. */
    static CampaignReport disturbed(String backend, Duration duration, long operations, Duration calm)
            throws Exception {
        Set<Fault> all = EnumSet.allOf(Fault.class);
        return run(new CampaignSettings(backend, fresh(backend), seed(), duration, operations, all, calm, false));
    }

    private static CampaignReport run(CampaignSettings settings) throws Exception {
        CampaignReport report = new Campaign(settings).run();
        System.out.println(report);
        report.appendTo(REPORT);
        return report;
    }

    /** Another one for each run, unless it is given: what is found is printed with it. */
    private static long seed() {
        Long given = Long.getLong("history.seed");
        return given == null ? System.nanoTime() % 1_000_000 : given;
    }

    private static Path fresh(String campaign) {
        Path directory = Path.of("target", "history", campaign);
        try {
            Files.createDirectories(directory);
            try (Stream<Path> old = Files.list(directory)) {
                for (Path file : old.toList()) {
                    Files.delete(file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return directory;
    }
}
