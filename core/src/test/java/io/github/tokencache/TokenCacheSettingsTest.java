package io.github.tokencache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class TokenCacheSettingsTest {
    private final TokenCacheSettings defaults = TokenCacheSettings.defaults();

    @Test
    void remembersNoUnknownNamesByDefault() {
        assertThat(defaults.unknownTimeToLive()).isZero();
    }

    @Test
    void refusesATimeToLiveOfZero() {
        refused(() -> defaults.withTimeToLive(Duration.ZERO), "timeToLive must be positive, but was PT0S");
    }

    @Test
    void refusesANegativeMemoryForUnknownNames() {
        refused(
                () -> defaults.withUnknownTimeToLive(Duration.ofSeconds(-1)),
                "unknownTimeToLive must not be negative, but was PT-1S");
    }

    @Test
    void refusesJitterAboveAHalf() {
        refused(() -> defaults.withJitter(0.6), "jitter must be 0 to 0.5, but was 0.6");
        refused(() -> defaults.withJitter(Double.NaN), "jitter must be 0 to 0.5, but was NaN");
    }

    @Test
    void refusesAWriteDeadlineThatALeaseOutlives() {
        refused(
                () -> defaults.withTimeouts(Duration.ofSeconds(10), Duration.ofSeconds(10)),
                "writeDeadline must be longer than leaseTimeout PT10S, but was PT10S");
    }

    @Test
    void refusesALeaseTimeoutOfZero() {
        refused(
                () -> defaults.withTimeouts(Duration.ZERO, Duration.ofSeconds(1)),
                "leaseTimeout must be positive, but was PT0S");
    }

    @Test
    void refusesAWaitOfZero() {
        refused(() -> defaults.withMaxWait(Duration.ZERO), "maxWait must be positive, but was PT0S");
    }

    private static void refused(ThrowingCallable settings, String message) {
        assertThatThrownBy(settings)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }
}
