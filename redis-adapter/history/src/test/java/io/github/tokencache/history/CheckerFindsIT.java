package io.github.tokencache.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The checker is proved on caches that do not hold the promise: it finds a violation in each. */
class CheckerFindsIT {

    @ParameterizedTest
    @ValueSource(strings = {"look-aside", "two-level-no-wait", "jetcache"})
    void violationsOfCachesThatPromiseLess(String backend) throws Exception {
        CampaignReport report = new Campaign(new CampaignSettings(
                        backend, Directories.fresh(backend), 42, Duration.ofSeconds(20), 0, false, true))
                .run();
        System.out.println(report);
        assertThat(report.found().violations()).isNotEmpty();
    }
}
