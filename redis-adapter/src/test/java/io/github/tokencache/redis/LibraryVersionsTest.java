package io.github.tokencache.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Holds that each run of these tests is on the libraries it is meant for. */
class LibraryVersionsTest {

    @ParameterizedTest
    @CsvSource({
        "caffeine, com.github.benmanes.caffeine.cache.Caffeine",
        "commons-pool2, org.apache.commons.pool2.impl.GenericObjectPool",
        "gson, com.google.gson.Gson"
    })
    void theseTestsRunOnTheExpectedLibrary(String library, String type) throws Exception {
        Path jar = Path.of(Class.forName(type)
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        assertThat(jar.getFileName()).hasToString(System.getProperty(library + ".expected"));
    }
}
