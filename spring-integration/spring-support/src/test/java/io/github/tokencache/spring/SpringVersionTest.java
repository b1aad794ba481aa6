package io.github.tokencache.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionSynchronizationManager;

class SpringVersionTest {
    @Test
    void theTestsRunOnTheVersionTheBuildNamed() throws Exception {
        Path jar = Path.of(TransactionSynchronizationManager.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        assertThat(jar.getFileName()).hasToString(System.getProperty("spring.expected"));
    }
}
