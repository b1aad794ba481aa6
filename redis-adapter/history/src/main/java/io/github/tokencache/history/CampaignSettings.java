package io.github.tokencache.history;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;

/**
 * A campaign.
 *
 * @param backend the name of the cache
 * @param directory where events, logs and the report go
 * @param seed for the faults and for what the workers do
 * @param duration how long it lasts at least until the traffic is stopped, the start of the servers included; longer if it
 *     has not been disturbed in each way by then
 * @param operations how many operations it runs at least, however long that takes
 * @param faults how it is disturbed; empty for not at all
 * @param calm how long at most it is left alone after each fault, positive
 * @param untilViolation whether it ends with the first violation that is seen while it runs
 */
record CampaignSettings(
        String backend,
        Path directory,
        long seed,
        Duration duration,
        long operations,
        Set<Fault> faults,
        Duration calm,
        boolean untilViolation) {
    static final int PROCESSES = 3;
    static final int THREADS = 2;

    CampaignSettings {
        faults = Set.copyOf(faults);
        if (calm.isNegative() || calm.isZero()) {
            throw new IllegalArgumentException("calm must be positive, but was " + calm);
        }
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException("duration must be positive, but was " + duration);
        }
        if (operations < 0) {
            throw new IllegalArgumentException("operations must not be negative, but was " + operations);
        }
    }
}
