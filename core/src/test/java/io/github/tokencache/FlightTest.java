package io.github.tokencache;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FlightTest {
    @Test
    void anOutcomeDoesNotSpellOutItsValueNorItsException() {
        assertThat(new Flight.Outcome<>("s3cr3t", null)).hasToString("Outcome[...]");
        assertThat(new Flight.Outcome<>(null, new IllegalStateException("s3cr3t")))
                .hasToString("Outcome[...]");
    }
}
