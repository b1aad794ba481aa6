package io.github.tokencache.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RedisSettingsTest {
    private final RedisSettings settings = RedisSettings.defaults();

    @Test
    void theDefaultsBoundEverything() {
        assertThat(settings.maximumValueBytes()).isEqualTo(65_536);
        assertThat(settings.maximumTagMembers()).isEqualTo(16_384);
        assertThat(settings.epochLease()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void valueBytesMustBePositive() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings.withMaximumValueBytes(0))
                .withMessage("maximumValueBytes must be positive, but was 0");
    }

    @Test
    void tagMembersMustBePositive() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings.withMaximumTagMembers(-1))
                .withMessage("maximumTagMembers must be positive, but was -1");
    }

    @Test
    void epochLeaseMustBeShort() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings.withEpochLease(Duration.ofSeconds(61)))
                .withMessage("epochLease must be 0 to 60 seconds, but was PT1M1S");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings.withEpochLease(Duration.ofMillis(-1)))
                .withMessage("epochLease must be 0 to 60 seconds, but was PT-0.001S");
    }

    @Test
    void durationsAreRoundedUpAndCapped() {
        assertThat(Milliseconds.of(Duration.ofNanos(1))).isEqualTo(1);
        assertThat(Milliseconds.of(Duration.ofNanos(1_000_001))).isEqualTo(2);
        assertThat(Milliseconds.of(Duration.ofSeconds(Long.MAX_VALUE)))
                .isEqualTo(Duration.ofDays(36_525).toMillis());
    }
}
