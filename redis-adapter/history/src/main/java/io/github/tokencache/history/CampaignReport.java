package io.github.tokencache.history;

import io.github.tokencache.testkit.history.HistoryReport;
import io.github.tokencache.testkit.history.Promise;
import io.github.tokencache.testkit.history.Violation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;

/**
 * What a campaign did and found.
 *
 * @param settings the campaign
 * @param processes how many processes took part, those that followed dead ones included
 * @param duration from the first process to the check
 * @param operations how often each operation was done
 * @param faults how often each fault was injected
 * @param failedReads reads that ended with an exception, which no fault of the cache may cause
 * @param deferred writes whose end the cache was not told of, of all workers
 * @param waitedOut writes that waited until the old value was gone, of all workers
 * @param statistics of the workers that were stopped in order: hits, misses, faults of the cache, deferred
 *     writes, refused writes, writes that were waited out, failed operations
 * @param found what the checker found
 */
record CampaignReport(
        CampaignSettings settings,
        int processes,
        Duration duration,
        Map<Operation, Long> operations,
        Map<Fault, Integer> faults,
        long failedReads,
        long deferred,
        long waitedOut,
        List<String> statistics,
        HistoryReport found) {
    long count() {
        return operations.values().stream().mapToLong(Long::longValue).sum();
    }

    /** How many reads were answered from the cache, by workers that were stopped in order. */
    long hits() {
        return statistics.stream()
                .mapToLong(counts -> Long.parseLong(counts.split(" ", -1)[0]))
                .sum();
    }

    /** Adds itself to a file of reports. */
    void appendTo(Path file) {
        try {
            Files.writeString(file, toString(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        StringBuilder text =
                new StringBuilder("History of backend %s, seed %d%n".formatted(settings.backend(), settings.seed()));
        line(text, "processes", processes + " (" + CampaignSettings.PROCESSES + " at a time)");
        line(text, "duration", "%.1f s".formatted(duration.toMillis() / 1e3));
        line(text, "operations", count() + " " + operations);
        line(
                text,
                "faults injected",
                faults.values().stream().mapToInt(Integer::intValue).sum() + " " + faults);
        line(
                text,
                "hits, misses, cache faults, deferred, refused, waited out, failed operations",
                statistics.toString());
        line(text, "writes deferred, waited out, of all processes", deferred + ", " + waitedOut);
        line(text, "reads that failed", Long.toString(failedReads));
        line(text, "reads checked", Long.toString(found.reads()));
        line(text, "violations", found.violations().size() + " " + found.breaches());
        line(
                text,
                "documented exceptions",
                "%d, the latest %d ms after the write; bound %d ms after the write and the loss"
                        .formatted(
                                found.exceptions(),
                                found.longestException().toMillis(),
                                Backends.staleWhenDeferred(settings.backend()).toMillis()));
        excerpts().forEach(excerpt -> text.append(excerpt).append(System.lineSeparator()));
        return text.toString();
    }

    /** The shortest for each promise that is broken. */
    private List<String> excerpts() {
        Map<Promise, Violation> shortest = new EnumMap<>(Promise.class);
        found.violations()
                .forEach(violation -> shortest.merge(
                        violation.promise(),
                        violation,
                        BinaryOperator.minBy(Comparator.comparingLong(Violation::nanos))));
        return shortest.values().stream().map(Violation::excerpt).toList();
    }

    private static void line(StringBuilder text, String name, String value) {
        text.append("  ").append(name).append(": ").append(value).append(System.lineSeparator());
    }
}
