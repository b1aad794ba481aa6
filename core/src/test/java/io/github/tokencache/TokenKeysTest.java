package io.github.tokencache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TokenKeysTest {
    private static final TokenKey.Kind KIND = new TokenKey.Kind(TokenKey.Role.ENTRY, "access-token");
    private final TokenKeys keys = TokenKeys.sha256("web");

    @Test
    void writesNamespaceKindAndSha256() {
        assertThat(keys.key(KIND, "abc"))
                .hasToString("web:access-token:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    @Test
    void writesHmacSha256WhenASecretIsConfigured() {
        byte[] secret = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
        TokenKeys hmac = TokenKeys.hmacSha256("web", secret);
        assertThat(hmac.key(KIND, "abc").digest())
                .isEqualTo("bcaa92843247bc258080d2824bddeba4afb1bd61b4688ca65f60a214e1d9759e");
    }

    @Test
    void givesEqualKeysForEqualNames() {
        assertThat(keys.key(KIND, "abc")).isEqualTo(keys.key(KIND, "abc")).hasSameHashCodeAs(keys.key(KIND, "abc"));
    }

    @Test
    void tellsApartKindsNamespacesAndNames() {
        TokenKey key = keys.key(KIND, "abc");
        assertThat(key)
                .isNotEqualTo(keys.key(new TokenKey.Kind(TokenKey.Role.ENTRY, "client"), "abc"))
                .isNotEqualTo(keys.in("app").key(KIND, "abc"))
                .isNotEqualTo(keys.key(KIND, "abd"))
                .isNotEqualTo("abc");
    }

    @Test
    void tellsApartNamesThatUtf8WritesAlike() {
        assertThat(keys.key(KIND, "a\uD800"))
                .isNotEqualTo(keys.key(KIND, "a?"))
                .isNotEqualTo(keys.key(KIND, "a\uD801"));
    }

    @Test
    void aKeyIsMadeAgainOfItsParts() {
        TokenKey key = keys.key(KIND, "abc");
        assertThat(TokenKey.of(KIND, "web", key.digestBytes())).isEqualTo(key).hasToString(key.toString());
    }

    @Test
    void refusesPartsThatNoKeyHas() {
        assertThatThrownBy(() -> TokenKey.of(KIND, "web", new byte[31]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("digest must be of 32 bytes, but was of 31");
        assertThatThrownBy(() -> TokenKey.of(KIND, "", new byte[32]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("namespace must be 1 to 64 letters, digits, '.', '_' and '-', but was ''");
    }

    @Test
    void takesEmptyAndLongNames() {
        assertThat(keys.key(KIND, "").digest()).hasSize(64);
        assertThat(keys.key(KIND, "x".repeat(1 << 20)).digest()).hasSize(64);
    }

    @Test
    void refusesANamespaceThatCannotBePartOfAKey() {
        assertThatThrownBy(() -> TokenKeys.sha256("a:b"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("namespace must be 1 to 64 letters, digits, '.', '_' and '-', but was 'a:b'");
    }

    @Test
    void refusesAShortSecretWithoutNamingIt() {
        assertThatThrownBy(() -> TokenKeys.hmacSha256("web", new byte[8]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("secret must have at least 16 bytes, but was of 8 bytes");
    }

    @Test
    void refusesALabelThatCannotBePartOfAKey() {
        assertThatThrownBy(() -> new TokenKey.Kind(TokenKey.Role.TAG, "By User"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("label must be 1 to 32 characters of a-z, 0-9 and '-', but was 'By User'");
    }
}
