package io.github.tokencache.springsecurityoauth2;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.sun.management.ThreadMXBean;
import io.github.tokencache.EncryptionKeys;
import io.github.tokencache.EntryCodec;
import io.github.tokencache.EntryCodecException;
import io.github.tokencache.EntryFormat;
import io.github.tokencache.Envelope;
import io.github.tokencache.TokenEntry;
import io.github.tokencache.TokenKey;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.security.oauth2.common.DefaultOAuth2AccessToken;

/**
 * Any bytes are a value or refused, ask for no class that is not allowed, and cost little. Jazzer invents the bytes from
 * those of real entries, with its own watch for deserialization and reflection. What it found is in the ordinary tests.
 */
@NullUnmarked
class OAuth2CodecsFuzz {
    private static final int HEADER = 5;
    private static final long ALLOCATION = 1 << 20;
    private static final long ALLOCATION_PER_BYTE = 1_000;
    private static final Duration TIME = Duration.ofSeconds(2);
    private static final ThreadMXBean COST = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final ClassLoader WATCH = new AllowedLoader();

    private static final TokenKey CELL =
            TokenKey.of(new TokenKey.Kind(TokenKey.Role.ENTRY, "access"), "test", new byte[32]);
    private static final EncryptionKeys KEYS = EncryptionKeys.of(1, new byte[32]);
    private static final OAuth2Codecs CODECS = OAuth2Codecs.withDefaults();
    private static final List<Reader<?>> READERS = Stream.of(
                    CODECS.accessTokens(), CODECS.clients(), CODECS.refreshTokens())
            .<Reader<?>>map(Reader::of)
            .toList();

    /** Fails on a class that is not allowed, before it is loaded. */
    private static final class AllowedLoader extends ClassLoader {
        AllowedLoader() {
            super(OAuth2CodecsFuzz.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            assertThat(AllowList.defaults().allows(name)).as(name).isTrue();
            return super.loadClass(name, resolve);
        }
    }

    /** What was there, as it was. */
    private record Verbatim(int id) implements EntryCodec<byte[]> {
        @Override
        public byte[] encode(byte[] value) {
            return value;
        }

        @Override
        public byte[] decode(byte[] bytes) {
            return bytes;
        }
    }

    /** Of what a codec wrote, in both formats. */
    private record Reader<V>(int id, EntryFormat<V> plain, EntryFormat<V> sealed, EntryFormat<byte[]> seal) {
        static <V> Reader<V> of(EntryCodec<V> codec) {
            return new Reader<>(
                    codec.id(),
                    EntryFormat.plain(codec),
                    EntryFormat.sealed(codec, KEYS),
                    EntryFormat.sealed(new Verbatim(codec.id()), KEYS));
        }

        void read(byte[] bytes) {
            byte[] payload = Arrays.copyOfRange(bytes, Math.min(HEADER, bytes.length), bytes.length);
            readCheaply(plain, bytes);
            readCheaply(plain, OAuth2CodecsFuzz.plain(id, payload));
            readCheaply(sealed, bytes);
            readCheaply(sealed, seal.write(CELL, payload));
        }
    }

    /** With the mark of this cell, which bytes at random would never have. */
    private static byte[] plain(int codec, byte[] encoded) {
        return EntryFormat.plain(new Verbatim(codec)).write(CELL, encoded);
    }

    static Stream<Arguments> seeds() {
        DefaultOAuth2AccessToken serialized = Samples.token("t");
        serialized.setAdditionalInformation(Map.of("id", new UUID(1, 2), "names", List.of("a", "b")));
        byte[] parts = CODECS.accessTokens().encode(new TokenEntry<>(serialized, null));
        return Stream.concat(GoldenBytesTest.envelopes(), Stream.of(new Envelope(1, 0, parts)))
                .map(envelope -> Arguments.of((Object) plain(envelope.codecId(), envelope.payload())));
    }

    @MethodSource("seeds")
    @FuzzTest
    void anyBytesAreAValueOrRefused(byte[] bytes) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(WATCH);
        try {
            READERS.forEach(reader -> reader.read(bytes));
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static void readCheaply(EntryFormat<?> format, byte[] bytes) {
        long limit = ALLOCATION + ALLOCATION_PER_BYTE * bytes.length;
        if (allocatedByReading(format, bytes) >= limit) {
            assertThat(allocatedByReading(format, bytes))
                    .as("once its classes are loaded")
                    .isLessThan(limit);
        }
    }

    private static long allocatedByReading(EntryFormat<?> format, byte[] bytes) {
        long before = COST.getCurrentThreadAllocatedBytes();
        long time = COST.getCurrentThreadCpuTime();
        try {
            format.read(CELL, bytes);
        } catch (EntryCodecException refused) {
            // as it should be
        }
        long allocated = COST.getCurrentThreadAllocatedBytes() - before;
        assertThat(COST.getCurrentThreadCpuTime() - time).isLessThan(TIME.toNanos());
        return allocated;
    }
}
