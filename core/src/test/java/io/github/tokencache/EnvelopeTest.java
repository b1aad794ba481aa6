package io.github.tokencache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class EnvelopeTest {
    private static final byte[] GOLDEN = {0x74, 0x63, 0x01, 0x07, 0x00, 0x0A, 0x0B};

    @Test
    void writesFormatVersion1() {
        assertThat(new Envelope(7, 0, new byte[] {0x0A, 0x0B}).toBytes()).isEqualTo(GOLDEN);
    }

    @Test
    void readsWhatItWrote() {
        Envelope envelope = Envelope.parse(GOLDEN);
        assertThat(envelope.codecId()).isEqualTo(7);
        assertThat(envelope.keyId()).isZero();
        assertThat(envelope.payload()).containsExactly(0x0A, 0x0B);
    }

    @Test
    void keepsIdentifiersAbove127() {
        Envelope envelope = Envelope.parse(new Envelope(200, 255, new byte[0]).toBytes());
        assertThat(envelope.codecId()).isEqualTo(200);
        assertThat(envelope.keyId()).isEqualTo(255);
    }

    @Test
    void refusesAnotherVersion() {
        assertThatThrownBy(() -> Envelope.parse(new byte[] {0x74, 0x63, 0x02, 0, 0}))
                .isInstanceOf(EntryCodecException.class)
                .hasMessage("envelope must start with 7463 01, but was 7463 02");
    }

    @Test
    void refusesForeignBytes() {
        assertThatThrownBy(() -> Envelope.parse(new byte[] {(byte) 0xAC, (byte) 0xED, 0, 5, 0}))
                .isInstanceOf(EntryCodecException.class)
                .hasMessage("envelope must start with 7463 01, but was aced 00");
    }

    @Test
    void refusesTooFewBytes() {
        assertThatThrownBy(() -> Envelope.parse(new byte[4]))
                .isInstanceOf(EntryCodecException.class)
                .hasMessage("envelope must have at least 5 bytes, but was of 4");
    }

    @Test
    void refusesAnIdentifierThatIsNoByte() {
        assertThatThrownBy(() -> new Envelope(256, 0, new byte[0]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("codecId must be 0 to 255, but was 256");
    }
}
