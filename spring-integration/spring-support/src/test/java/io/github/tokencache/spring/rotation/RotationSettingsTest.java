package io.github.tokencache.spring.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@NullUnmarked
class RotationSettingsTest {
    private static final RotationPolicy POLICY = RotationPolicy.defaults();

    @Test
    void theDefaults() {
        assertThat(POLICY)
                .isEqualTo(new RotationPolicy(true, Duration.ofSeconds(10), Duration.ofDays(90), Duration.ofDays(30)));
    }

    @Test
    void aNegativeWindowIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> POLICY.withWindow(Duration.ofSeconds(-1)))
                .withMessage("window must not be negative, but was PT-1S");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1})
    void anAbsoluteLifetimeThatIsNotPositiveIsRefused(int hours) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> POLICY.withLifetimes(Duration.ofHours(hours), Duration.ofHours(1)))
                .withMessage("absoluteLifetime must be positive, but was " + Duration.ofHours(hours));
    }

    @Test
    void anIdleLifetimeWithinTheWindowIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> POLICY.withLifetimes(Duration.ofHours(1), Duration.ofSeconds(10)))
                .withMessage("idleLifetime must be longer than window PT10S, but was PT10S");
    }

    @Test
    void anIdleLifetimeBeyondTheAbsoluteOneIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> POLICY.withLifetimes(Duration.ofHours(1), Duration.ofHours(2)))
                .withMessage("idleLifetime must be at most absoluteLifetime PT1H, but was PT2H");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 10_001})
    void aBatchOutsideTheLimitsIsRefused(int batch) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RotationSettings(POLICY, Map.of(), batch))
                .withMessage("purgeBatch must be 1 to 10000, but was " + batch);
    }

    @Test
    void aClientsOwnPolicyComesFirst() {
        RotationSettings settings = new RotationSettings(POLICY, Map.of("tv", POLICY.withoutRotation()), 1);

        assertThat(settings.policyOf("tv").rotate()).isFalse();
        assertThat(settings.policyOf("app")).isEqualTo(POLICY);
    }

    @Test
    void aPositionIsTheSameAfterItsText() {
        FamilyPosition position = new FamilyPosition(
                "0123456789abcdef0123456789abcdef", 7, Instant.ofEpochMilli(2), Instant.ofEpochMilli(1));

        assertThat(FamilyPosition.parse(position.toText())).isEqualTo(position);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "0123456789abcdef0123456789abcdef:1:2", "0123456789abcdef0123456789abcdef:-1:2:3"})
    void otherTextsAreNoPosition(String text) {
        assertThat(FamilyPosition.parse(text)).isNull();
    }
}
