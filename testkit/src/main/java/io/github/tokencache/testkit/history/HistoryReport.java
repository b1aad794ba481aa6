package io.github.tokencache.testkit.history;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What a checker found.
 *
 * @param reads how many reads were checked: those that yielded a version or found nothing
 * @param violations what breaks a promise, in order of time
 * @param exceptions how many reads yielded what a write had ended, within the bound that is documented for that write
 * @param longestException how long after the end of such a write the latest of them started
 */
public record HistoryReport(long reads, List<Violation> violations, long exceptions, Duration longestException) {

    public HistoryReport {
        violations = List.copyOf(violations);
    }

    /**
     * How often each promise is broken.
     *
     * @return a count for each promise that is
     */
    public Map<Promise, Long> breaches() {
        Map<Promise, Long> counts = new EnumMap<>(Promise.class);
        violations.forEach(violation -> counts.merge(violation.promise(), 1L, Long::sum));
        return counts;
    }
}
