package io.github.tokencache.caffeine;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Holds that each of the two runs of these tests is on the Caffeine it is meant for. */
final class CaffeineVersionTest {

    @Test
    void theseTestsRunOnTheExpectedCaffeine() throws Exception {
        Path jar = Path.of(Caffeine.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        assertThat(jar.getFileName()).hasToString(System.getProperty("caffeine.expected"));
    }
}
