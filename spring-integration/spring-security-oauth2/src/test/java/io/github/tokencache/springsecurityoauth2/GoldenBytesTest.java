package io.github.tokencache.springsecurityoauth2;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tokencache.EntryCodec;
import io.github.tokencache.Envelope;
import io.github.tokencache.TokenEntry;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.security.oauth2.provider.ClientDetails;

/**
 * What each codec wrote when its id was given to it. Nodes of all versions read these bytes: a codec that has to write
 * others gets another id.
 */
@NullUnmarked
class GoldenBytesTest {
    private static final String ACCESS_TOKEN =
            "2a910135356135343030382d616431622d333538392d616132312d306432363239633164663431078090f19fca800119"
                    + "62656172657229910139653638386335382d613534382d336238652d616636392d633965313030356164306266078090"
                    + "f19fca8001140202117265616402157772697465112b2c0425636c69656e745f69643573747564792d6c6f672d776562"
                    + "296772616e745f747970652170617373776f72641573636f7065297265616420777269746521757365726e616d65556b"
                    + "696d2e6d696e7375406578616d706c652e6f72671801012d524f4c455f434c49454e5401020c10010d61706971687474"
                    + "70733a2f2f6170702e6578616d706c652f63616c6c6261636b0111636f64650d01021974656e616e74020d6f6e650023"
                    + "2230030f010229524f4c455f41444d494e25524f4c455f555345520001024c500c04021c022002140218022c02300224"
                    + "02280100";
    private static final String CLIENT =
            "2e0d617070197365637265740102117265616415777269746501010d61706901012170617373776f7264010111783a2f"
                    + "79010108010219524f4c455f4119524f4c455f42047800150102156f776e65720801020d6b696d";
    private static final String REFRESH_TOKEN =
            "290572078090f19fca80012b2c01296772616e745f7479706549636c69656e745f63726564656e7469616c730d617070"
                    + "01012d524f4c455f434c49454e5401021172656164157772697465010d6170697168747470733a2f2f6170702e657861"
                    + "6d706c652f63616c6c6261636b0111636f64650d01021974656e616e74020d6f6e65000000";

    static Stream<Arguments> golden() {
        OAuth2Codecs codecs = OAuth2Codecs.withDefaults();
        return Stream.of(
                Arguments.of(codecs.accessTokens(), OAuth2CodecsTest.typical(), ACCESS_TOKEN),
                Arguments.of(codecs.clients(), (ClientDetails) CopiesTest.client(), CLIENT),
                Arguments.of(
                        codecs.refreshTokens(),
                        new TokenEntry<>(Samples.refreshToken("r"), Samples.clientOnly("app")),
                        REFRESH_TOKEN));
    }

    /** As a format without encryption writes them. */
    static Stream<Envelope> envelopes() {
        return golden().map(Arguments::get)
                .map(golden -> new Envelope(
                        ((EntryCodec<?>) golden[0]).id(), 0, HexFormat.of().parseHex((String) golden[2])));
    }

    @ParameterizedTest
    @MethodSource("golden")
    <V> void writesAndReadsFormatVersion1(EntryCodec<V> codec, V value, String hex) {
        assertThat(HexFormat.of().formatHex(codec.encode(value))).isEqualTo(hex);
        assertThat(codec.encode(codec.decode(HexFormat.of().parseHex(hex)))).isEqualTo(codec.encode(value));
    }
}
