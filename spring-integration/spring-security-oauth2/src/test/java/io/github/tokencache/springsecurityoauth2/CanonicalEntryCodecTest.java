package io.github.tokencache.springsecurityoauth2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.tokencache.EntryCodecException;
import io.github.tokencache.TokenEntry;
import java.util.stream.Stream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.security.oauth2.common.DefaultOAuth2AccessToken;
import org.springframework.security.oauth2.common.OAuth2AccessToken;
import org.springframework.security.oauth2.common.util.SerializationUtils;
import org.springframework.security.oauth2.provider.OAuth2Authentication;

@NullUnmarked
class CanonicalEntryCodecTest {
    private final CanonicalEntryCodec codec = new CanonicalEntryCodec();

    private static TokenEntry<OAuth2AccessToken, OAuth2Authentication> entry(OAuth2Authentication authentication) {
        return new TokenEntry<>(Samples.token("t", Samples.refreshToken("r")), authentication);
    }

    static Stream<OAuth2Authentication> authentications() {
        return Stream.of(
                Samples.authentication("app", "kim", "ROLE_USER", "ROLE_ADMIN"),
                Samples.clientOnly("app"),
                Samples.authentication("kim", "kim", "kim"));
    }

    @ParameterizedTest
    @MethodSource("authentications")
    void aFreshEntryAndTheSameReadBackHaveTheSameBytes(OAuth2Authentication authentication) {
        TokenEntry<OAuth2AccessToken, OAuth2Authentication> fresh = entry(authentication);
        TokenEntry<OAuth2AccessToken, OAuth2Authentication> readBack =
                new TokenEntry<>(Copies.serialized(fresh.token()), Copies.serialized(authentication));
        TokenEntry<OAuth2AccessToken, OAuth2Authentication> copied =
                new TokenEntry<>(Copies.copy(readBack.token()), Copies.copy(readBack.authentication()));

        assertThat(codec.encode(readBack)).isEqualTo(codec.encode(fresh));
        assertThat(codec.encode(copied)).isEqualTo(codec.encode(fresh));
    }

    @Test
    void whichOfTheEqualStringsAreOneObjectMakesNoDifference() {
        OAuth2Authentication one = Samples.authentication("app", "kim", "ROLE_USER");
        OAuth2Authentication other = new OAuth2Authentication(
                Copies.serialized(one.getOAuth2Request()), Copies.serialized(one.getUserAuthentication()));
        assertThat(SerializationUtils.serialize(other))
                .as("without the codec")
                .isNotEqualTo(SerializationUtils.serialize(one));

        assertThat(codec.encode(entry(other))).isEqualTo(codec.encode(entry(one)));
    }

    @Test
    void otherAuthoritiesOfAnEqualUserHaveOtherBytes() {
        OAuth2Authentication user = Samples.authentication("app", "kim", "ROLE_USER");
        OAuth2Authentication demoted = Samples.authentication("app", "kim");
        assertThat(user.getPrincipal()).isEqualTo(demoted.getPrincipal());

        assertThat(codec.encode(entry(demoted))).isNotEqualTo(codec.encode(entry(user)));
    }

    @Test
    void anEntryIsDecodedFromItsBytes() {
        TokenEntry<OAuth2AccessToken, OAuth2Authentication> entry =
                entry(Samples.authentication("app", "kim", "ROLE_USER"));

        assertThat(codec.decode(codec.encode(entry))).usingRecursiveComparison().isEqualTo(entry);
    }

    @Test
    void anEntryWithoutAuthenticationIsDecodedFromItsBytes() {
        TokenEntry<OAuth2AccessToken, OAuth2Authentication> entry = entry(null);

        assertThat(codec.decode(codec.encode(entry)).authentication()).isNull();
    }

    static Stream<byte[]> foreignBytes() {
        return Stream.of(
                new byte[0], new byte[4], new byte[] {0, 0, 0, 9, 1}, new byte[] {-1, 0, 0, 9, 1}, new byte[99]);
    }

    @ParameterizedTest
    @MethodSource("foreignBytes")
    void foreignBytesAreRefused(byte[] bytes) {
        assertThatExceptionOfType(EntryCodecException.class)
                .isThrownBy(() -> codec.decode(bytes))
                .withMessage("The bytes must be of a token and its authentication");
    }

    @Test
    void whatCannotBeSerializedIsRefused() {
        DefaultOAuth2AccessToken token = Samples.token("t");
        token.getAdditionalInformation().put("lock", new Object());

        assertThatExceptionOfType(EntryCodecException.class)
                .isThrownBy(() -> codec.encode(new TokenEntry<>(token, null)))
                .withMessage("The token or its authentication must be serializable");
    }
}
