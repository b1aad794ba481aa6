package io.github.tokencache.history;

import io.github.tokencache.testkit.history.Action;
import io.github.tokencache.testkit.history.HistoryEvent;
import io.github.tokencache.testkit.history.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The events that the processes of a campaign have left, and how often each operation was done. */
final class Histories {
    private final Path directory;
    private final List<HistoryEvent> events = new ArrayList<>();
    private final Map<Operation, Long> operations = new EnumMap<>(Operation.class);
    private long failedReads;
    private long deferred;
    private long waitedOut;

    Histories(Path directory) {
        this.directory = directory;
    }

    /**
     * Reads all files, also while they are being written. A read that ended after that began is left out: the write it
     * saw might be in a file that was read before.
     */
    void read() {
        long began = System.nanoTime();
        for (Path file : files(directory)) {
            String name = file.getFileName().toString();
            String process = "worker " + name.substring(0, name.lastIndexOf('.'));
            EventFile.read(file, found -> {
                HistoryEvent event = found.toEvent(process);
                if (event.action() != Action.READ || event.end() <= began) {
                    add(event, found.operation());
                }
            });
        }
    }

    /** How many events there are by now; fewer than three in a hundred of them share an operation with another. */
    static long count(Path directory) {
        return files(directory).stream().mapToLong(EventFile::count).sum();
    }

    private void add(HistoryEvent event, Operation operation) {
        events.add(event);
        // A removal by refresh token has an event for each of the two tokens of its group.
        if (event.action() != Action.REMOVE_BY_TAG || event.item() % 2 == 0) {
            operations.merge(operation, 1L, Long::sum);
        }
        if (event.action() == Action.READ && event.outcome() == Outcome.UNKNOWN) {
            failedReads++;
        }
        if (event.action() != Action.READ && event.outcome() == Outcome.DONE) {
            deferred += event.staleFor() > Tape.NEXT_TO_NOTHING ? 1 : 0;
            waitedOut += event.staleFor() == Tape.NEXT_TO_NOTHING ? 1 : 0;
        }
    }

    private static List<Path> files(Path directory) {
        try (Stream<Path> all = Files.list(directory)) {
            return all.filter(file -> file.toString().endsWith(".events"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<HistoryEvent> events() {
        return events;
    }

    Map<Operation, Long> operations() {
        return operations;
    }

    long failedReads() {
        return failedReads;
    }

    /** Writes whose end the cache could not be told of; a write of a killed process is none of them. */
    long deferred() {
        return deferred;
    }

    /** Writes that returned when nobody had the old value any more. */
    long waitedOut() {
        return waitedOut;
    }
}
