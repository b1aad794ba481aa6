package io.github.tokencache.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The checker is proved on caches that do not hold the promise: it finds a violation in each. */
class CheckerFindsIT {

    /** Reads go on and find what no write can evict. */
    private static final Set<Fault> REFUSED_WRITES =
            EnumSet.of(Fault.MISSING_REPLICAS, Fault.READ_ONLY_REPLICA, Fault.ACL_WITHOUT_WRITE);

    @ParameterizedTest
    @ValueSource(strings = {"look-aside", "two-level-no-wait", "jetcache"})
    void violationsOfCachesThatPromiseLess(String backend) throws Exception {
        CampaignReport report = Campaigns.untilViolation(backend, Duration.ofSeconds(24));
        assertThat(report.found().violations()).isNotEmpty();
        assertThat(report.failedReads()).isZero();
    }

    @Test
    void violationsOfACacheThatIgnoresItsFaults() throws Exception {
        CampaignReport report = Campaigns.untilViolation("fault-ignoring", Duration.ofSeconds(24), REFUSED_WRITES);
        assertThat(report.found().violations()).isNotEmpty();
    }
}
