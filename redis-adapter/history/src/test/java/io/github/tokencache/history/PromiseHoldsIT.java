package io.github.tokencache.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The promise over several JVMs, with everything disturbed that can be. {@code -Dhistory.operations} makes it as long as
 * that takes, with longer times of calm in between, and {@code -Dhistory.seed} repeats what was done.
 */
class PromiseHoldsIT {
    private static final long OPERATIONS = Long.getLong("history.operations", 0);

    /** What was under way in a process that is killed, or not written out yet, is in no history. */
    private static final long WITH_LOSSES = OPERATIONS + OPERATIONS / 50;

    @ParameterizedTest
    @ValueSource(strings = {"redis", "two-level"})
    void noReadYieldsWhatAWriteHasEnded(String backend) throws Exception {
        Duration calm = OPERATIONS == 0 ? Duration.ofMillis(500) : Duration.ofSeconds(3);
        CampaignReport report = Campaigns.disturbed(backend, Duration.ofSeconds(22), WITH_LOSSES, calm);
        assertThat(report.found().violations()).as(report.toString()).isEmpty();
        assertThat(report.failedReads()).isZero();
        assertThat(report.hits()).isPositive();
        assertThat(report.deferred()).isPositive();
        assertThat(report.waitedOut()).isPositive();
        assertThat(report.count()).isGreaterThanOrEqualTo(OPERATIONS);
        if (OPERATIONS > 0) {
            assertThat(report.faults()).containsOnlyKeys(Fault.values());
        }
    }
}
