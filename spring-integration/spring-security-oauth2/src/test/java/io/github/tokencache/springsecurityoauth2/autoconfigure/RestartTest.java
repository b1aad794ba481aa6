package io.github.tokencache.springsecurityoauth2.autoconfigure;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An application that is closed and started again in the same JVM leaves nothing of its former self. */
class RestartTest {

    @ParameterizedTest
    @EnumSource(Restarts.Reloaded.class)
    void aRestartLeavesNoThreadAndNoClassLoader(Restarts.Reloaded reloaded) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:SoftRefLRUPolicyMSPerMB=0",
                        "-classpath",
                        System.getProperty("java.class.path"),
                        Restarts.class.getName(),
                        reloaded.name())
                .redirectErrorStream(true)
                .start();

        List<String> output = process.inputReader(UTF_8).lines().toList();

        assertThat(process.waitFor()).as(String.join("\n", output)).isZero();
        assertThat(output).last().isEqualTo("left: 0 of 4 class loaders, threads []");
    }
}
