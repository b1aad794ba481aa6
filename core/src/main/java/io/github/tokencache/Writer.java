package io.github.tokencache;

import java.time.Duration;

/**
 * One write, or all the writes of one transaction, as a backend sees it.
 *
 * @param id unlike that of any other writer
 * @param deadline after how long a backend forgets this writer if it never ends, above the longest transaction plus the lease time-out; counted
 *     from its latest begin
 * @param leaseTimeout how long leases last: for that long after its first begin this writer may populate a cell, and
 *     for that long after its end a tag refuses what was loaded earlier
 */
public record Writer(long id, Duration deadline, Duration leaseTimeout) {
    public Writer {
        Durations.requirePositive("deadline", deadline);
        Durations.requirePositive("leaseTimeout", leaseTimeout);
    }
}
