package io.github.tokencache.history;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A campaign.
 *
 * @param backend the name of the cache
 * @param directory where events, logs and the report go
 * @param seed for the faults and for what the workers do
 * @param duration how long it lasts until the traffic is stopped, the start of the servers included
 * @param operations how many operations it runs at least, however long that takes
 * @param calm how long at most it is left alone after each fault; null to disturb nothing
 * @param untilViolation whether it ends with the first violation that is seen while it runs
 */
record CampaignSettings(
        String backend,
        Path directory,
        long seed,
        Duration duration,
        long operations,
        @Nullable Duration calm,
        boolean untilViolation) {
    static final int PROCESSES = 3;
    static final int THREADS = 2;

    CampaignSettings {
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException("duration must be positive, but was " + duration);
        }
        if (operations < 0) {
            throw new IllegalArgumentException("operations must not be negative, but was " + operations);
        }
    }
}
