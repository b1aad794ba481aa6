package io.github.tokencache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntryFormatTest {
    private static final TokenKey.Kind KIND = new TokenKey.Kind(TokenKey.Role.ENTRY, "access-token");
    private static final TokenKey CELL = TokenKeys.sha256("app").key(KIND, "token");
    private static final TokenKey OTHER_CELL = TokenKeys.sha256("app").key(KIND, "other");

    private static final String GOLDEN_PLAIN = "74630107003c469e9d6c5875d376616c7565";
    private static final String GOLDEN_SEALED =
            "7463010701000102030405060708090a0bcdc7f9534566bb540f0ba64c1182b4191fc0085cdf";

    private record Text(int id) implements EntryCodec<String> {
        @Override
        public byte[] encode(String value) {
            return value.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public String decode(byte[] bytes) {
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    private static final Text TEXT = new Text(7);

    private static byte[] key(int seed) {
        byte[] key = new byte[32];
        Arrays.fill(key, (byte) seed);
        return key;
    }

    private final EntryFormat<String> plain = EntryFormat.plain(TEXT);
    private final EntryFormat<String> sealed = EntryFormat.sealed(TEXT, EncryptionKeys.of(1, key(1)));

    private static void assertRefused(EntryFormat<String> format, TokenKey cell, byte[] bytes, String message) {
        assertThatExceptionOfType(EntryCodecException.class)
                .isThrownBy(() -> format.read(cell, bytes))
                .withMessage(message);
    }

    @Test
    void writesPlainFormatVersion1() {
        byte[] bytes = plain.write(CELL, "value");

        assertThat(HexFormat.of().formatHex(bytes)).isEqualTo(GOLDEN_PLAIN);
        assertThat(plain.read(CELL, bytes)).isEqualTo("value");
    }

    @Test
    void writesSealedFormatVersion1() {
        EntryFormat<String> fixed = EntryFormat.sealed(TEXT, new Seal(EncryptionKeys.of(1, key(1)), () -> HexFormat.of()
                .parseHex("000102030405060708090a0b")));

        assertThat(HexFormat.of().formatHex(fixed.write(CELL, "value"))).isEqualTo(GOLDEN_SEALED);
    }

    @Test
    void readsSealedFormatVersion1() {
        assertThat(sealed.read(CELL, HexFormat.of().parseHex(GOLDEN_SEALED))).isEqualTo("value");
    }

    @Test
    void aSealedValueDoesNotShow() {
        byte[] bytes = sealed.write(CELL, "value");

        assertThat(new String(bytes, StandardCharsets.ISO_8859_1)).doesNotContain("value");
        assertThat(sealed.write(CELL, "value")).as("another nonce").isNotEqualTo(bytes);
    }

    @Test
    void bytesOfAnotherCellAreRefused() {
        assertRefused(
                sealed,
                OTHER_CELL,
                sealed.write(CELL, "value"),
                "envelope must be as it was sealed for this cell, but was not");
    }

    @Test
    void plainBytesOfAnotherCellAreRefused() {
        byte[] bytes = plain.write(CELL, "value");

        assertRefused(plain, OTHER_CELL, bytes, "envelope must be of this cell, but was not");
        assertRefused(plain, CELL, Arrays.copyOf(bytes, 12), "envelope must be of this cell, but was not");
    }

    @Test
    void everyAlteredBitIsRefused() {
        byte[] bytes = sealed.write(CELL, "value");

        for (int bit = 0; bit < bytes.length * 8; bit++) {
            byte[] altered = bytes.clone();
            altered[bit / 8] ^= (byte) (1 << (bit % 8));
            assertThatExceptionOfType(EntryCodecException.class)
                    .as("bit %d", bit)
                    .isThrownBy(() -> sealed.read(CELL, altered));
        }
    }

    @Test
    void theHeaderIsAuthenticated() {
        byte[] bytes = sealed.write(CELL, "value");
        bytes[3] = 8;

        assertRefused(
                EntryFormat.sealed(new Text(8), EncryptionKeys.of(1, key(1))),
                CELL,
                bytes,
                "envelope must be as it was sealed for this cell, but was not");
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 17, 32})
    void cutBytesAreRefused(int length) {
        assertRefused(
                sealed,
                CELL,
                Arrays.copyOf(sealed.write(CELL, "value"), length),
                "sealed payload must have at least 28 bytes, but was of " + (length - 5));
    }

    @Test
    void anotherKeyOfTheSameNumberIsRefused() {
        assertRefused(
                EntryFormat.sealed(TEXT, EncryptionKeys.of(1, key(2))),
                CELL,
                sealed.write(CELL, "value"),
                "envelope must be as it was sealed for this cell, but was not");
    }

    @Test
    void anUnknownKeyIsRefused() {
        assertRefused(
                EntryFormat.sealed(TEXT, EncryptionKeys.of(2, key(1))),
                CELL,
                sealed.write(CELL, "value"),
                "envelope must be sealed with a known key, but was with key 1");
    }

    @Test
    void keysAreRotatedWithoutAMiss() {
        EntryFormat<String> prepared =
                EntryFormat.sealed(TEXT, EncryptionKeys.of(1, key(1)).andReading(2, key(2)));
        EntryFormat<String> switched =
                EntryFormat.sealed(TEXT, EncryptionKeys.of(2, key(2)).andReading(1, key(1)));

        assertThat(prepared.write(CELL, "value")[4]).isEqualTo((byte) 1);
        assertThat(switched.write(CELL, "value")[4]).isEqualTo((byte) 2);
        assertThat(prepared.read(CELL, switched.write(CELL, "new"))).isEqualTo("new");
        assertThat(switched.read(CELL, prepared.write(CELL, "old"))).isEqualTo("old");
    }

    @Test
    void aPlainFormatRefusesWhatIsSealed() {
        assertRefused(plain, CELL, sealed.write(CELL, "value"), "envelope must be plain, but was sealed with key 1");
    }

    @Test
    void aSealedFormatRefusesWhatIsPlain() {
        assertRefused(sealed, CELL, plain.write(CELL, "value"), "envelope must be sealed, but was plain");
    }

    @Test
    void anotherCodecIsRefused() {
        assertRefused(
                EntryFormat.plain(new Text(8)),
                CELL,
                plain.write(CELL, "value"),
                "envelope must be of codec 8, but was of codec 7");
    }

    @Test
    void threadsMayShareAFormat() {
        List<String> values =
                IntStream.range(0, 2_000).mapToObj(Integer::toString).toList();

        assertThat(values.parallelStream()
                        .map(value -> sealed.read(CELL, sealed.write(CELL, value)))
                        .toList())
                .isEqualTo(values);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 256, -1})
    void refusesANumberThatIsNoKeysNumber(int id) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EncryptionKeys.of(id, key(1)))
                .withMessage("id must be 1 to 255, but was " + id);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 16, 31, 33})
    void refusesAKeyOfAnotherSize(int size) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EncryptionKeys.of(1, new byte[size]))
                .withMessage("key must be of 32 bytes, but was of " + size);
    }

    @Test
    void refusesTwoKeysOfOneNumber() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EncryptionKeys.of(1, key(1)).andReading(1, key(2)))
                .withMessage("id must be of no other key, but was 1");
    }

    @Test
    void keysAreCopiedAndNeverShown() {
        byte[] bytes = key(1);
        EncryptionKeys keys = EncryptionKeys.of(1, bytes).andReading(9, key(9));
        Arrays.fill(bytes, (byte) 0);

        assertThat(EntryFormat.sealed(TEXT, keys).read(CELL, sealed.write(CELL, "value")))
                .isEqualTo("value");
        assertThat(keys).hasToString("EncryptionKeys[active=1, known=[1, 9]]");
    }
}
