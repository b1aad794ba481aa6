package io.github.tokencache.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class FakeClockTest {
    private final FakeClock clock = new FakeClock();
    private final Instant start = clock.instant();

    @Test
    void bothClocksAdvanceTogether() {
        clock.advance(Duration.ofSeconds(5));

        assertThat(clock.instant()).isEqualTo(start.plusSeconds(5));
        assertThat(clock.nanoTime()).isEqualTo(5_000_000_000L);
    }

    @Test
    void theWallClockStepsAlone() {
        clock.stepWall(Duration.ofHours(-1));

        assertThat(clock.instant()).isEqualTo(start.minusSeconds(3600));
        assertThat(clock.nanoTime()).isZero();
    }

    @Test
    void timeDoesNotGoBack() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> clock.advance(Duration.ofSeconds(-1)))
                .withMessage("time must not be negative, but was PT-1S");
    }
}
