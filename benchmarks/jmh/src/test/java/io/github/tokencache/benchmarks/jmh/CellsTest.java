package io.github.tokencache.benchmarks.jmh;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** A run is bounded by what it is made of. */
class CellsTest {

    @Test
    void theShortRunHasAtMostFortyCellsAndTakesAboutFourMinutes() {
        assertThat(Cells.quick()).hasSizeLessThanOrEqualTo(40);
        assertThat(seconds(Cells.quick(), Effort.QUICK)).isLessThan(255);
    }

    @Test
    void theFullRunTakesAboutTwentyMinutes() {
        assertThat(seconds(Cells.full(), Effort.FULL)).isLessThan(1_250);
    }

    @Test
    void noStepIsRunTwice() {
        assertThat(Cells.quick()).doesNotHaveDuplicates();
        assertThat(Cells.full()).doesNotHaveDuplicates();
    }

    private static double seconds(List<Step> steps, Effort effort) {
        return steps.stream().mapToDouble(step -> step.seconds(effort)).sum();
    }
}
