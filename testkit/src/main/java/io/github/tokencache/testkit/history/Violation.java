package io.github.tokencache.testkit.history;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A read that breaks a promise.
 *
 * @param promise which promise
 * @param read the read
 * @param origin the write whose version it yielded, or that stored what it did not find; null if there is none
 * @param witness the write, or the earlier read, after which it could not be; null where the origin says it all
 */
public record Violation(
        Promise promise,
        HistoryEvent read,
        @Nullable HistoryEvent origin,
        @Nullable HistoryEvent witness) {

    /**
     * The shortest excerpt of the history that shows it, in order of time.
     *
     * @return one line for the breach, and one for each event
     */
    public String excerpt() {
        List<HistoryEvent> events = events();
        long zero = events.get(0).start();
        StringBuilder text = new StringBuilder("item " + read.item() + ": " + promise.breach());
        events.forEach(event -> text.append(System.lineSeparator()).append(line(event, zero)));
        return text.toString();
    }

    /**
     * How much of the history the excerpt spans.
     *
     * @return nanoseconds from the start of its first event to the start of its last
     */
    public long nanos() {
        List<HistoryEvent> events = events();
        return events.get(events.size() - 1).start() - events.get(0).start();
    }

    private List<HistoryEvent> events() {
        return Stream.of(origin, witness, read)
                .filter(Objects::nonNull)
                .distinct()
                .sorted(Comparator.comparingLong(HistoryEvent::start))
                .toList();
    }

    private static String line(HistoryEvent event, long zero) {
        String end = event.end() == HistoryEvent.NEVER ? "never" : "%.3f ms".formatted(millis(event.end() - zero));
        return "  %10.3f ms to %s: %s %s version %d (order %d): %s"
                .formatted(
                        millis(event.start() - zero),
                        end,
                        event.process(),
                        event.action(),
                        event.version(),
                        event.order(),
                        event.outcome());
    }

    private static double millis(long nanos) {
        return nanos / 1e6;
    }
}
