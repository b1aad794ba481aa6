package io.github.tokencache.springsecurityoauth2.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What each wiring costs over HTTP with the auto-configuration: what it costs wired by hand (docs/benchmarks.md). */
@ExtendWith(OutputCaptureExtension.class)
class WiringCountsTest {
    private static final String POPULATE = "tokencache.access-tokens.populate-on-store=true";
    private static final String[] LEAN = {
        POPULATE,
        "tokencache.jdbc.lean=true",
        "tokencache.jdbc.skip-existence-read=true",
        "tokencache.refresh-tokens.enabled=true"
    };

    @ParameterizedTest
    @ValueSource(classes = {Wirings.ByInterface.class, Wirings.ByClass.class, Wirings.Inline.class})
    void decorated(Class<?> wiring, CapturedOutput output) {
        assertThat(counts(wiring)).containsExactly(5, 0, 7, 1);
        assertThat(counts(wiring, POPULATE)).containsExactly(3, 0, 7, 1);
        assertThat(output).doesNotContain("not eligible for getting processed by all BeanPostProcessors");
    }

    @ParameterizedTest
    @ValueSource(classes = {Wirings.ByInterface.class, Wirings.ByClass.class, Wirings.Inline.class})
    void lean(Class<?> wiring) {
        assertThat(counts(wiring, LEAN)).containsExactly(1, 0, 5, 1);
    }

    @Test
    void transactionalTokenServices() {
        assertThat(counts(Wirings.TransactionalServices.class)).containsExactly(5, 0, 7, 1);
        assertThat(counts(Wirings.TransactionalServices.class, LEAN)).containsExactly(2, 0, 6, 1);
    }

    /** Detection of reuse included, and a whole request: 14 without it and without a cache. */
    @ParameterizedTest
    @ValueSource(
            classes = {
                Wirings.ByInterface.class,
                Wirings.ByClass.class,
                Wirings.Inline.class,
                Wirings.TransactionalServices.class
            })
    void rotating(Class<?> wiring) {
        assertThat(rotatingCounts(wiring)).containsExactly(8, 2);
        assertThat(rotatingCounts(wiring, LEAN)).containsExactly(7, 2);
    }

    private static List<Integer> rotatingCounts(Class<?> wiring, String... properties) {
        String[] rotating = Arrays.copyOf(properties, properties.length + 1);
        rotating[properties.length] = "tokencache.rotation.enabled=true";
        try (WiredServer server = WiredServer.startWithFamilies(wiring, rotating)) {
            return server.counts().subList(2, 4);
        }
    }

    @ParameterizedTest
    @ValueSource(classes = {Wirings.ByInterface.class, Wirings.ByClass.class, Wirings.Inline.class})
    void switchedOffNothingIsCached(Class<?> wiring) {
        assertThat(counts(wiring, "tokencache.enabled=false")).containsExactly(9, 4, 14, 5);
    }

    private static List<Integer> counts(Class<?> wiring, String... properties) {
        try (WiredServer server = WiredServer.start(wiring, properties)) {
            return new ArrayList<>(server.counts());
        }
    }
}
