package io.github.tokencache.springsecurityoauth2;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tokencache.EntryCodec;
import io.github.tokencache.EntryCodecException;
import io.github.tokencache.TokenEntry;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.common.DefaultOAuth2AccessToken;

/** Any bytes are a value or refused: bytes of real entries, damaged at random from a fixed seed. */
@NullUnmarked
class BytesAtRandomTest {
    private static final int ROUNDS = 60_000;

    private final Random random = new Random(20_261_125);

    @Test
    void anyBytesAreAValueOrRefused() {
        OAuth2Codecs codecs = OAuth2Codecs.withDefaults();
        List<EntryCodec<?>> readers = List.of(codecs.accessTokens(), codecs.clients(), codecs.refreshTokens());
        DefaultOAuth2AccessToken serialized = Samples.token("t");
        serialized.setAdditionalInformation(Map.of("id", new UUID(1, 2), "names", List.of("a", "b")));
        List<byte[]> seeds = List.of(
                codecs.accessTokens().encode(OAuth2CodecsTest.typical()),
                codecs.accessTokens().encode(new TokenEntry<>(serialized, null)),
                codecs.clients().encode(CopiesTest.client()));
        int refused = 0;
        for (int i = 0; i < ROUNDS; i++) {
            byte[] bytes = damaged(seeds.get(random.nextInt(seeds.size())));
            refused += isRefused(readers.get(random.nextInt(readers.size())), bytes) ? 1 : 0;
        }

        assertThat(refused).isBetween(ROUNDS / 2, ROUNDS - 1);
    }

    private static boolean isRefused(EntryCodec<?> codec, byte[] bytes) {
        try {
            codec.decode(bytes);
            return false;
        } catch (EntryCodecException refused) {
            return true;
        }
    }

    private byte[] damaged(byte[] seed) {
        byte[] bytes = random.nextInt(8) == 0 ? Arrays.copyOf(seed, random.nextInt(seed.length * 2)) : seed.clone();
        for (int i = random.nextInt(4); i >= 0 && bytes.length > 0; i--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
        }
        return bytes;
    }
}
