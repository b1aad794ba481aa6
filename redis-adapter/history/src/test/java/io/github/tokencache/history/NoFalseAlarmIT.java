package io.github.tokencache.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Without a cache there is nothing to find, whatever is stopped and killed. */
class NoFalseAlarmIT {

    @Test
    void theBareStoreHoldsThePromise() throws Exception {
        CampaignReport report = Campaigns.disturbed("none", Duration.ofSeconds(15), 0, Duration.ofMillis(300));
        assertThat(report.found().violations()).as(report.toString()).isEmpty();
        assertThat(report.found().exceptions()).isZero();
        assertThat(report.failedReads()).isZero();
    }
}
