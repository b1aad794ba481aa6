package io.github.tokencache.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import org.junit.jupiter.api.Test;

class CodecCostsTest {
    private final CodecCosts costs = new CodecCosts(1, 10);

    /** The lengths of docs/decisions.md. */
    @Test
    void measuresTheLengthInEachForm() {
        assertThat(costs.measure())
                .extracting(CodecCost::codec, CodecCost::bytes)
                .containsExactly(
                        tuple("JDK serialization", 3_349),
                        tuple("OAuth2Codecs", 340),
                        tuple("OAuth2Codecs, plain format", 353),
                        tuple("OAuth2Codecs, sealed format", 373));
        assertThat(costs.consumed()).isPositive();
    }

    @Test
    void printsALineForEach() {
        assertThat(List.of(new CodecCost("some", 340, 1.64).line().split("\\s+")))
                .containsExactly("some", "340", "1.6");
    }
}
