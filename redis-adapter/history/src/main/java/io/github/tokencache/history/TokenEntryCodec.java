package io.github.tokencache.history;

import io.github.tokencache.EntryCodec;
import io.github.tokencache.EntryCodecException;
import io.github.tokencache.TokenEntry;
import io.github.tokencache.testkit.store.AccessToken;
import io.github.tokencache.testkit.store.Login;
import io.github.tokencache.testkit.store.RefreshToken;
import java.nio.charset.StandardCharsets;

/** Slot, refresh token and the two versions as text: the workers' values hold nothing else. */
final class TokenEntryCodec implements EntryCodec<TokenEntry<AccessToken, Login>> {

    @Override
    public int id() {
        return 200;
    }

    @Override
    public byte[] encode(TokenEntry<AccessToken, Login> entry) {
        AccessToken token = entry.token();
        RefreshToken refreshToken = token.refreshToken();
        Login login = entry.authentication();
        String text = Names.slot(token.value())
                + " "
                + (refreshToken == null ? "" : refreshToken.value())
                + " "
                + Names.version(token)
                + " "
                + (login == null ? 0 : Names.version(login));
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public TokenEntry<AccessToken, Login> decode(byte[] bytes) {
        String[] parts = new String(bytes, StandardCharsets.UTF_8).split(" ", -1);
        if (parts.length != 4) {
            throw new EntryCodecException("entry must have four parts, but was of " + parts.length);
        }
        int slot = Integer.parseInt(parts[0]);
        long version = Long.parseLong(parts[3]);
        return new TokenEntry<>(
                Names.token(slot, parts[1], Long.parseLong(parts[2])),
                version == 0 ? null : Names.login(slot, version));
    }
}
