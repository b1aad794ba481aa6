package io.github.tokencache.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.tokencache.Cell;
import io.github.tokencache.TokenKey;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The bytes of format version 1, which every later version must read or leave alone. */
class CellBytesTest {
    private static final long EPOCH = 0x0102030405060708L;
    private static final String HEADER_V = "0156" + "0102030405060708";
    private static final TokenKey ENTRY = Samples.entry("token");
    private static final TokenKey ALIAS = Samples.alias("login");

    private static final String VALUE = HEADER_V + "1112131415161718" + "7463010900" + "3c469e9d6c5875d3" + "6869";
    private static final String POINTER = "0141" + "0102030405060708" + "06" + "616363657373" + ENTRY.digest();
    private static final String UNKNOWN = "0155" + "0102030405060708";
    private static final String LEASE = "014c" + "0102030405060708" + "2122232425262728";

    private final Figures figures = new Figures();
    private final CellBytes<String> cells = new CellBytes<>(Samples.FORMAT, 1_000, figures);

    static Stream<byte[]> golden() {
        return Stream.of(VALUE, POINTER, UNKNOWN, LEASE).map(HexFormat.of()::parseHex);
    }

    private void golden(TokenKey key, Cell.Content<String> content, String hex) {
        byte[] bytes = Objects.requireNonNull(cells.content(key, content, EPOCH));
        assertThat(HexFormat.of().formatHex(bytes)).isEqualTo(hex);
        assertThat(cells.read(key, bytes)).isEqualTo(new Stored<String>(EPOCH, content));
    }

    @Test
    void aValue() {
        golden(ENTRY, new Cell.Value<>("hi", 0x1112131415161718L), VALUE);
    }

    @Test
    void anAlias() {
        golden(ALIAS, new Cell.Pointer<>(ENTRY), POINTER);
    }

    @Test
    void aNegativeEntry() {
        golden(ENTRY, new Cell.Unknown<>(), UNKNOWN);
    }

    @Test
    void aLease() {
        byte[] bytes = CellBytes.leased(EPOCH, 0x2122232425262728L);

        assertThat(HexFormat.of().formatHex(bytes)).isEqualTo(LEASE);
        assertThat(cells.read(ENTRY, bytes))
                .isEqualTo(new Stored<String>(EPOCH, new Cell.Loading<>(0x2122232425262728L)));
    }

    @Test
    void aMemberOfATag() {
        byte[] bytes = TagMembers.bytes(ENTRY);

        assertThat(HexFormat.of().formatHex(bytes)).isEqualTo("65" + "616363657373" + "3a" + ENTRY.digest());
        assertThat(TagMembers.keys(Samples.tag("any"), List.of(bytes))).containsExactly(ENTRY);
    }

    @Test
    void aKey() {
        assertThat(new String(RedisKeys.of(ENTRY), StandardCharsets.US_ASCII))
                .isEqualTo("tc1:test:access:" + ENTRY.digest());
    }

    @Test
    void aValueThatIsTooLongIsNotCached() {
        assertThat(cells.content(ENTRY, Samples.value("x".repeat(988)), EPOCH)).isNull();
        assertThat(figures.statistics().oversized()).isEqualTo(1);
        assertThat(cells.content(ENTRY, Samples.value("x".repeat(987)), EPOCH)).isNotNull();
    }

    @Test
    void anotherNamespaceIsRefused() {
        TokenKey foreign = TokenKey.of(ENTRY.kind(), "elsewhere", ENTRY.digestBytes());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> cells.content(ALIAS, new Cell.Pointer<>(foreign), EPOCH))
                .withMessage("namespace must be test as that of " + ALIAS + ", but was elsewhere");
    }
}
