package io.github.tokencache.redis;

import static io.github.tokencache.redis.Samples.alias;
import static io.github.tokencache.redis.Samples.committed;
import static io.github.tokencache.redis.Samples.entry;
import static io.github.tokencache.redis.Samples.fillOf;
import static io.github.tokencache.redis.Samples.load;
import static io.github.tokencache.redis.Samples.see;
import static io.github.tokencache.redis.Samples.tag;
import static io.github.tokencache.redis.Samples.value;
import static io.github.tokencache.redis.Samples.writer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tokencache.CacheBackendException;
import io.github.tokencache.CacheEnvironment;
import io.github.tokencache.Cell;
import io.github.tokencache.EntryCodec;
import io.github.tokencache.EntryFormat;
import io.github.tokencache.Fill;
import io.github.tokencache.OpenWrite;
import io.github.tokencache.TokenCache;
import io.github.tokencache.TokenCacheSettings;
import io.github.tokencache.TokenKey;
import io.github.tokencache.View;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.UnifiedJedis;

/** Cells that somebody else has written over. */
class HostileBytesIT {
    private static final TokenKey ENTRY = entry("token");
    private static final byte[] NAME = RedisKeys.of(ENTRY);
    private static final TokenKey TAG = tag("refresh");
    private static final View<String, String> WHOLE = new View<>(text -> text, text -> text);

    private final UnifiedJedis client = TestRedis.emptied();
    private final RedisCacheBackend<String> backend = Samples.backend(client, new FakeTime());
    private final TokenCache<String> cache = new TokenCache<>(
            backend, new TextModel(ENTRY, Set.of(TAG)), TokenCacheSettings.defaults(), CacheEnvironment.of("test"));

    @AfterEach
    void close() {
        client.close();
    }

    private String read() {
        return String.valueOf(cache.read(ENTRY, WHOLE, () -> "loaded"));
    }

    /** The delegate answers, and then the cell holds its answer. */
    private void heals(byte[] hostile) {
        client.set(NAME, hostile);

        assertThat(read()).isEqualTo("loaded");

        assertThat(see(backend, ENTRY)).isInstanceOf(Cell.Value.class);
    }

    /** The delegate answers, and the cell is left as it is until a write has ended. */
    private void staysAway(byte[] hostile) {
        client.set(NAME, hostile);

        assertThat(read()).isEqualTo("loaded");

        assertThat(client.get(NAME)).isEqualTo(hostile);
        backend.end(backend.begin(List.of(ENTRY), writer()), committed());
        assertThat(read()).isEqualTo("loaded");
        assertThat(see(backend, ENTRY)).isInstanceOf(Cell.Value.class);
    }

    private byte[] valueBytes() {
        client.del(NAME);
        assertThat(load(backend, ENTRY, fillOf("one"))).isTrue();
        return client.get(NAME);
    }

    @Test
    void aValueOfAnotherCodecIsAMissAndIsReplaced() {
        RedisCacheBackend<String> other = new RedisCacheBackend<>(
                () -> client, "other", EntryFormat.plain(new TextCodec(10)), RedisSettings.defaults(), new FakeTime());
        load(other, ENTRY, fillOf("other"));

        heals(client.get(NAME));

        assertThat(backend.statistics().unreadable()).isEqualTo(1);
    }

    @Test
    void aValueCutShortAnywhereIsAMissAndIsReplaced() {
        byte[] whole = valueBytes();
        int envelope = 18 + 5;
        for (int length = 2; length < envelope; length++) {
            heals(Arrays.copyOf(whole, length));
        }
        assertThat(backend.statistics().unreadable()).isEqualTo(envelope - 2);
    }

    @Test
    void anAliasAndALeaseCutShortAreMissesAndAreReplaced() {
        byte[] epoch = client.get(Epochs.KEY) == null ? new byte[8] : client.get(Epochs.KEY);
        for (char letter : new char[] {'A', 'L'}) {
            byte[] whole = new byte[10];
            whole[0] = 1;
            whole[1] = (byte) letter;
            System.arraycopy(epoch, 0, whole, 2, epoch.length);
            heals(whole);
            heals(Arrays.copyOf(whole, 12));
        }
    }

    @Test
    void anAliasOfAnImpossibleKindIsAMissAndIsReplaced() {
        byte[] bytes = new byte[10 + 1 + 3 + 32];
        bytes[0] = 1;
        bytes[1] = 'A';
        bytes[10] = 3;
        heals(bytes);
    }

    /** A codec that must not be asked. */
    private record Refusing() implements EntryCodec<String> {
        @Override
        public int id() {
            return 9;
        }

        @Override
        public byte[] encode(String value) {
            return value.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public String decode(byte[] bytes) {
            throw new AssertionError("nothing so long may be decoded, but " + bytes.length + " bytes were");
        }
    }

    private RedisCacheBackend<String> backendOf(EntryCodec<String> codec, int maximumValueBytes) {
        return new RedisCacheBackend<>(
                () -> client,
                "the test server",
                EntryFormat.plain(codec),
                RedisSettings.defaults().withMaximumValueBytes(maximumValueBytes),
                new FakeTime());
    }

    @Test
    void aValueLongerThanAnyThatIsWrittenIsAMissIsNotDecodedAndIsReplaced() {
        int longest = 1_000;
        RedisCacheBackend<String> narrow = backendOf(new Refusing(), longest);
        byte[] whole = valueBytes();
        client.set(NAME, Arrays.copyOf(whole, 18 + longest + 1));
        assertThat(see(narrow, ENTRY)).isEqualTo(new Cell.Absent<String>());
        client.set(NAME, Arrays.copyOf(whole, 4_000_000));
        assertThat(see(narrow, ENTRY)).isEqualTo(new Cell.Absent<String>());

        assertThat(narrow.statistics()).isEqualTo(new RedisStatistics(0, 0, 0, 0, 2, 0));
        assertThat(load(narrow, ENTRY, fillOf("again"))).isTrue();
        assertThat(see(backend, ENTRY)).isEqualTo(value("again"));
    }

    @Test
    void aValueAsLongAsOneMayBeIsRead() {
        RedisCacheBackend<String> narrow = backendOf(new TextCodec(9), 1_000);
        String longest = "x".repeat(1_000 - 5 - 8);

        assertThat(load(narrow, ENTRY, fillOf(longest))).isTrue();

        assertThat(client.strlen(NAME)).isEqualTo(18 + 1_000);
        assertThat(see(narrow, ENTRY)).isEqualTo(value(longest));
    }

    @Test
    void aLeaseAnAliasAndANegativeEntryThatAreTooLongAreMissesToo() {
        RedisCacheBackend<String> narrow = backendOf(new Refusing(), 10);
        for (char letter : new char[] {'L', 'A', 'U'}) {
            byte[] bytes = Arrays.copyOf(valueBytes(), 100_000);
            bytes[1] = (byte) letter;
            client.set(NAME, bytes);
            assertThat(see(narrow, ENTRY)).isEqualTo(new Cell.Absent<String>());
        }
        assertThat(narrow.statistics().overlong()).isEqualTo(3);
    }

    @Test
    void anAliasIsReadHoweverShortValuesMustBe() {
        RedisCacheBackend<String> narrow = backendOf(new Refusing(), 1);
        TokenKey alias = alias("login");
        Fill<String> fill = new Fill<>(new Cell.Pointer<>(ENTRY), Samples.TTL, Set.of());

        assertThat(load(narrow, alias, fill)).isTrue();

        assertThat(see(narrow, alias)).isEqualTo(new Cell.Pointer<String>(ENTRY));
    }

    @Test
    void aPendingCellIsOneHoweverLong() {
        byte[] bytes = new byte[100_000];
        bytes[0] = 1;
        bytes[1] = 'P';

        staysAway(bytes);
    }

    @Test
    void bytesOfAnotherVersionOrKindAreLeftToTheirWriter() {
        byte[] whole = valueBytes();
        byte[] version = whole.clone();
        version[0] = 2;
        staysAway(version);
        byte[] letter = whole.clone();
        letter[1] = 'X';
        staysAway(letter);
        staysAway(new byte[0]);
        staysAway(new byte[] {1});
    }

    @Test
    void anOpenWriteCutShortIsStillOpenAndEnds() {
        OpenWrite write = backend.begin(List.of(ENTRY), writer());
        byte[] whole = client.get(NAME);
        for (int length = 2; length < whole.length; length++) {
            client.set(NAME, Arrays.copyOf(whole, length));
            assertThat(see(backend, ENTRY)).isEqualTo(new Cell.Pending<String>());
            backend.end(write, committed());
            assertThat(see(backend, ENTRY)).isEqualTo(new Cell.Absent<String>());
        }
    }

    @Test
    void noRandomBytesReachACaller() {
        Random random = new Random(7);
        byte[] whole = valueBytes();
        for (int i = 0; i < 2_000; i++) {
            byte[] bytes = i % 2 == 0 ? new byte[random.nextInt(80)] : whole.clone();
            if (i % 2 == 0) {
                random.nextBytes(bytes);
            } else {
                bytes[random.nextInt(23)] ^= (byte) (1 << random.nextInt(8));
            }
            client.set(NAME, bytes);
            assertThat(read()).isIn("loaded", "one");
        }
    }

    @Test
    void aKeyOfAnotherRedisTypeCostsNothingButQueries() {
        client.del(NAME);
        client.lpush(new String(NAME, StandardCharsets.US_ASCII), "list");

        assertThat(read()).isEqualTo("loaded");
        assertThat(see(backend, ENTRY)).isEqualTo(new Cell.Pending<String>());
        backend.end(backend.begin(List.of(ENTRY), writer()), committed());

        assertThat(load(backend, ENTRY, fillOf("one"))).isTrue();
        assertThat(see(backend, ENTRY)).isEqualTo(value("one"));
    }

    @Test
    void aTagThatIsNoTagIsReplacedByOne() {
        client.set(RedisKeys.of(TAG), new byte[] {1, 2, 3});

        assertThat(load(backend, ENTRY, fillOf("one", TAG))).isTrue();

        assertThat(backend.begin(List.of(TAG), writer()).keys()).containsExactlyInAnyOrder(TAG, ENTRY);
    }

    @Test
    void membersThatAreNoneAreLeftOut() {
        load(backend, ENTRY, fillOf("one", TAG));
        byte[] name = RedisKeys.of(TAG);
        double later = 999_999_999_999_999.0;
        for (String member : List.of("", "e", "x:", "eUPPER:" + "x".repeat(32), "e:" + "x".repeat(32))) {
            client.zadd(name, later, member.getBytes(StandardCharsets.US_ASCII));
        }

        assertThat(backend.begin(List.of(TAG), writer()).keys()).containsExactlyInAnyOrder(TAG, ENTRY);
    }

    @Test
    void anEpochThatIsNoneIsAFaultThatSaysWhatToDo() {
        client.set(Epochs.KEY, new byte[] {1});

        assertThat(read()).isEqualTo("loaded");
        assertThatThrownBy(() -> see(backend, ENTRY))
                .isInstanceOf(CacheBackendException.class)
                .hasMessage("the test server must hold 8 bytes in tc1:epoch, but holds 1; delete that key");
    }
}
