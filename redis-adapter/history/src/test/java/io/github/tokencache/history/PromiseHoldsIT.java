package io.github.tokencache.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The promise over several JVMs, with all that can be disturbed disturbed. */
class PromiseHoldsIT {

    @ParameterizedTest
    @ValueSource(strings = {"redis", "two-level"})
    void noReadYieldsWhatAWriteHasEnded(String backend) throws Exception {
        CampaignReport report = new Campaign(new CampaignSettings(
                        backend, Directories.fresh(backend), 1, Duration.ofSeconds(20), 0, true, false))
                .run();
        System.out.println(report);
        assertThat(report.found().violations()).as(report.toString()).isEmpty();
        assertThat(report.failedReads()).isZero();
    }
}
