package io.github.tokencache.caffeine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

final class CaffeineSettingsTest {

    @Test
    void theDefaultsBoundEverything() {
        CaffeineSettings<String> settings = CaffeineSettings.ofEntries(100);
        assertThat(settings.maximumWeight()).isEqualTo(100);
        assertThat(settings.weigher().applyAsInt("any")).isEqualTo(1);
        assertThat(settings.maximumNegatives()).isEqualTo(10_000);
        assertThat(settings.maximumTagMembers()).isEqualTo(16_384);
    }

    @Test
    void entriesMustBePositive() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CaffeineSettings.ofEntries(0))
                .withMessage("maximumEntries must be positive, but was 0");
    }

    @Test
    void weightMustBePositive() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CaffeineSettings.ofWeight(-1, String::length))
                .withMessage("maximumWeight must be positive, but was -1");
    }

    @Test
    void negativesMustBePositive() {
        CaffeineSettings<String> settings = CaffeineSettings.ofEntries(1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings.withMaximumNegatives(0))
                .withMessage("maximumNegatives must be positive, but was 0");
    }

    @Test
    void tagMembersMustBePositive() {
        CaffeineSettings<String> settings = CaffeineSettings.ofEntries(1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings.withMaximumTagMembers(0))
                .withMessage("maximumTagMembers must be positive, but was 0");
    }
}
