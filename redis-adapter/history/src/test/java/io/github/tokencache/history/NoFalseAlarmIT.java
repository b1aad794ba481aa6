package io.github.tokencache.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Without a cache there is nothing to find, whatever is killed. */
class NoFalseAlarmIT {

    @Test
    void theBareStoreIsFoundToHoldThePromise() throws Exception {
        CampaignReport report = new Campaign(new CampaignSettings(
                        "none", Directories.fresh("none"), 7, Duration.ofSeconds(25), 0, true, false))
                .run();
        System.out.println(report);
        assertThat(report.found().violations()).isEmpty();
        assertThat(report.found().exceptions()).isZero();
        assertThat(report.failedReads()).isZero();
    }
}
