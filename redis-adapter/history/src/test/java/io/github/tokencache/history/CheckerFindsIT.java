package io.github.tokencache.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The checker is proved on caches that do not hold the promise: it finds a violation in each. */
class CheckerFindsIT {

    @ParameterizedTest
    @ValueSource(strings = {"look-aside", "two-level-no-wait", "jetcache"})
    void violationsOfCachesThatPromiseLess(String backend) throws Exception {
        CampaignReport report = Campaigns.untilViolation(backend, Duration.ofSeconds(24));
        assertThat(report.found().violations()).isNotEmpty();
        assertThat(report.failedReads()).isZero();
    }

    @Test
    void violationsOfACacheThatIgnoresItsFaults() throws Exception {
        CampaignReport report = Campaigns.disturbedUntilViolation("fault-ignoring", Duration.ofSeconds(24));
        assertThat(report.found().violations()).isNotEmpty();
    }
}
