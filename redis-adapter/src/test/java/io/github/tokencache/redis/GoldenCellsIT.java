package io.github.tokencache.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tokencache.Cell;
import io.github.tokencache.Lease;
import io.github.tokencache.OpenWrite;
import io.github.tokencache.TokenKey;
import io.github.tokencache.Writer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.resps.Tuple;

/**
 * The bytes of format version 1 that the scripts write and read: leases, open writes, tags. Nodes of two releases share them
 * during a roll-out, so a red test here says that the format has changed; {@link #theVersionIsTheSameEverywhere} says what
 * to do then. Contents are in {@link CellBytesTest}.
 */
class GoldenCellsIT {
    private static final long EPOCH = 0x0102030405060708L;
    private static final long NONCE = 0x2122232425262728L;
    private static final String LEASE = "014c" + "0102030405060708" + "2122232425262728";

    /** Two writers, joined, both open until the year 2100. */
    private static final String FAR = "000003bb2cc3d800";

    private static final String FIRST = "3132333435363738";
    private static final String SECOND = "4142434445464748";
    private static final String PENDING = "0150" + "0102030405060708" + "01" + FIRST + FAR + FAR + SECOND + FAR + FAR;

    private static final TokenKey ENTRY = Samples.entry("token");
    private static final byte[] NAME = RedisKeys.of(ENTRY);
    private static final TokenKey TAG = Samples.tag("refresh");
    private static final byte[] TAG_NAME = RedisKeys.of(TAG);

    /** "e", the label, a colon, the digest; "w" and the writer; "k". */
    private static final String MEMBER = "65" + "616363657373" + "3a" + ENTRY.digest();

    private static final String OPEN = "77" + FIRST;
    private static final String MARK = "6b";
    private static final double YEAR_2100 = 4_102_444_800_000.0;

    private final UnifiedJedis client = TestRedis.emptied();
    private final RedisCacheBackend<String> backend = Samples.backend(client, new FakeTime());

    @BeforeEach
    void learnTheEpoch() {
        client.set(Epochs.KEY, bytes("0102030405060708"));
        Samples.see(backend, Samples.entry("other"));
    }

    @AfterEach
    void close() {
        client.close();
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static Writer writer(String id) {
        return new Writer(ByteBuffer.wrap(bytes(id)).getLong(), Duration.ofSeconds(60), Duration.ofSeconds(5));
    }

    private long serverTime() {
        List<?> time = (List<?>) client.eval("return redis.call('TIME')");
        return Long.parseLong((String) time.get(0)) * 1_000 + Long.parseLong((String) time.get(1)) / 1_000;
    }

    private Map<String, Double> tag() {
        Map<String, Double> members = new TreeMap<>();
        for (Tuple member : client.zrangeWithScores(TAG_NAME, 0, -1)) {
            members.put(hex(member.getBinaryElement()), member.getScore());
        }
        return members;
    }

    @Test
    void aLeaseIsWritten() {
        backend.read(ENTRY, () -> new Lease(NONCE, Duration.ofSeconds(5)));

        assertThat(hex(client.get(NAME))).isEqualTo(LEASE);
    }

    @Test
    void aLeaseIsFilledAndGivenBack() {
        client.set(NAME, bytes(LEASE));
        assertThat(Samples.see(backend, ENTRY)).isEqualTo(new Cell.Loading<String>(NONCE));

        assertThat(backend.fill(ENTRY, new Lease(NONCE, Duration.ofSeconds(5)), Samples.fillOf("one")))
                .isTrue();
        assertThat(Samples.see(backend, ENTRY)).isEqualTo(Samples.value("one"));
    }

    @Test
    void anOpenWriteIsWritten() {
        long before = serverTime();
        backend.begin(List.of(ENTRY), writer(FIRST));
        long after = serverTime();

        byte[] cell = client.get(NAME);
        assertThat(hex(cell)).hasSize(2 * 35).startsWith("0150" + "0102030405060708" + "00" + FIRST);
        ByteBuffer times = ByteBuffer.wrap(cell, 19, 16);
        assertThat(times.getLong()).isBetween(before + 60_000, after + 60_000);
        assertThat(times.getLong()).isBetween(before + 5_000, after + 5_000);

        backend.begin(List.of(ENTRY), writer(SECOND));
        assertThat(hex(client.get(NAME)))
                .hasSize(2 * 59)
                .startsWith("0150" + "0102030405060708" + "01" + hex(cell).substring(22))
                .contains(SECOND);
    }

    @Test
    void openWritesAreReadAndEndOneByOne() {
        client.set(NAME, bytes(PENDING));
        assertThat(Samples.see(backend, ENTRY)).isEqualTo(new Cell.Pending<String>());

        backend.end(new OpenWrite(writer(FIRST), Set.of(ENTRY)), Samples.committed());
        assertThat(hex(client.get(NAME))).isEqualTo("0150" + "0102030405060708" + "01" + SECOND + FAR + FAR);

        backend.end(new OpenWrite(writer(SECOND), Set.of(ENTRY)), Samples.committed());
        assertThat(client.exists(NAME)).isFalse();
    }

    @Test
    void aTagIsWritten() {
        long before = serverTime();
        Samples.load(backend, ENTRY, Samples.fillOf("one", TAG));
        OpenWrite write = backend.begin(List.of(TAG), writer(FIRST));
        long after = serverTime();

        assertThat(tag()).containsOnlyKeys(MEMBER, OPEN);
        assertThat(tag().get(MEMBER)).isBetween(before + 35_000.0, after + 35_000.0);
        assertThat(tag().get(OPEN)).isBetween(1e15 + before + 60_000, 1e15 + after + 60_000);

        backend.end(write, Samples.committed());
        assertThat(tag()).containsOnlyKeys(MARK);
        assertThat(tag().get(MARK)).isBetween(2e15 + before + 5_000, 2e15 + serverTime() + 5_000);
    }

    @Test
    void aTagIsRead() {
        client.zadd(TAG_NAME, YEAR_2100, bytes(MEMBER));
        client.zadd(TAG_NAME, 1e15 + YEAR_2100, bytes(OPEN));

        assertThat(Samples.load(backend, Samples.entry("another"), Samples.fillOf("two", TAG)))
                .as("a fill while a write is open")
                .isFalse();
        assertThat(backend.begin(List.of(TAG), writer(SECOND)).keys()).containsExactlyInAnyOrder(TAG, ENTRY);

        client.del(TAG_NAME);
        client.zadd(TAG_NAME, 2e15 + YEAR_2100, bytes(MARK));
        assertThat(Samples.load(backend, Samples.entry("another"), Samples.fillOf("two", TAG)))
                .as("a fill while there is a mark")
                .isFalse();
    }

    @Test
    void theVersionIsTheSameEverywhere() {
        String script = new String(Script.END.source(), StandardCharsets.UTF_8);
        String what = """
                To change the bytes of a cell, a tag or a key:
                1. First a release that reads and ends both versions and writes the old one: the begin of a node that cannot
                   read an open write puts its own in its place, and ends it too early.
                2. When no older node is left, a release that writes the new one: count up VERSION in CellBytes and '\\1'
                   in cell.lua; a tag has no version, so give new members and marks new letters.
                3. Leave the prefix tc1: in RedisKeys and Epochs as it is. Nodes with another prefix do not see each other's
                   removals.
                4. Keep the golden bytes of version 1 as what must still be read, and write down those of the next.
                5. docs/storage.md and the changelog name both, and the order of the roll-out.
                """;
        assertThat(CellBytes.leased(EPOCH, NONCE)[0]).as(what).isEqualTo((byte) 1);
        assertThat(script).as(what).contains("'\\1' .. letter", "{'\\1P',");
        assertThat(RedisKeys.of(ENTRY)).as(what).startsWith("tc1:test:access:".getBytes(StandardCharsets.US_ASCII));
        assertThat(Epochs.KEY).as(what).isEqualTo("tc1:epoch".getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void aCellOfTheNextVersionIsLeftToItsWriter() {
        byte[] next = bytes(PENDING);
        next[0] = 2;
        client.set(NAME, next);

        assertThat(Samples.load(backend, ENTRY, Samples.fillOf("one"))).isFalse();

        assertThat(client.get(NAME)).isEqualTo(next);
        assertThat(backend.statistics().unknown()).isPositive();
    }
}
