package io.github.tokencache.spring.rotation;

import io.github.tokencache.TokenKey;
import io.github.tokencache.TokenKeys;
import java.util.HexFormat;

/** What the database and the memory know of a token. */
record TokenDigests(TokenKeys keys) {
    private static final TokenKey.Kind TOKEN = new TokenKey.Kind(TokenKey.Role.ENTRY, "refresh-token");

    String of(String token) {
        return HexFormat.of().formatHex(keys.key(TOKEN, token).digestBytes());
    }
}
