package io.github.tokencache.benchmarks.startup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartupCostsTest {
    private static final StartupTimes TIMES = new StartupTimes(Map.of(
            Variant.ABSENT, starts(1_000, 3_000, 2_000),
            Variant.DISABLED, starts(1_010, 3_030, 2_020),
            Variant.DEFAULTS, starts(1_150, 3_100, 2_050)));

    /** The processor time is twice as long: there are two. */
    private static List<Start> starts(long... milliseconds) {
        return LongStream.of(milliseconds)
                .mapToObj(it -> new Start(it, 2 * it, false))
                .toList();
    }

    @Test
    void startsEachVariant() throws IOException, InterruptedException {
        Launcher launcher = new Launcher(System.getProperty("java.class.path"));

        Map<Variant, Start> starts =
                new StartupCosts(launcher, new PrintStream(OutputStream.nullOutputStream())).round(1);

        assertThat(starts).containsOnlyKeys(Variant.values()).allSatisfy((variant, start) -> {
            assertThat(start.milliseconds()).isPositive();
            assertThat(start.processor()).isPositive();
            assertThat(start.caching()).isEqualTo(variant == Variant.DEFAULTS);
        });
    }

    @Test
    void whatIsAddedIsTheMedianOfTheDifferencesWithinARound() {
        assertThat(TIMES.table().lines())
                .containsExactly(
                        "             variant     median      min      max    added",
                        "ready after  absent        2000     1000     3000         ",
                        "ready after  disabled      2020     1010     3030       20",
                        "ready after  defaults      2050     1150     3100      100",
                        "processor    absent        4000     2000     6000         ",
                        "processor    disabled      4040     2020     6060       40",
                        "processor    defaults      4100     2300     6200      200");
    }

    @Test
    void theMedianOfAnEvenNumberIsBetweenTheTwoInTheMiddle() {
        StartupTimes times =
                new StartupTimes(Map.of(Variant.ABSENT, starts(100, 100), Variant.DEFAULTS, starts(120, 150)));

        assertThat(times.added(Variant.DEFAULTS, Start::milliseconds)).isEqualTo(35);
    }

    @Test
    void writesALineForEachStart(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("target/startup-costs.csv");

        StartupCosts.write(TIMES, file);

        assertThat(Files.readAllLines(file))
                .hasSize(10)
                .startsWith(
                        "round,variant,milliseconds,processor",
                        "1,absent,1000,2000",
                        "1,disabled,1010,2020",
                        "1,defaults,1150,2300");
    }

    @Test
    void readsWhatTheApplicationPrints() {
        assertThat(Start.of(new Start(12, 34, true).line())).contains(new Start(12, 34, true));
        assertThat(Start.of("Started LoginApplication in 1.2 seconds")).isEmpty();
    }
}
