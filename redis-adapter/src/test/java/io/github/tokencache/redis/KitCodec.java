package io.github.tokencache.redis;

import io.github.tokencache.EntryCodec;
import io.github.tokencache.EntryCodecException;
import io.github.tokencache.TokenEntry;
import io.github.tokencache.testkit.store.AccessToken;
import io.github.tokencache.testkit.store.Login;
import io.github.tokencache.testkit.store.RefreshToken;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The kit's tokens and logins as plain text fields. */
final class KitCodec implements EntryCodec<TokenEntry<AccessToken, Login>> {

    @Override
    public int id() {
        return 200;
    }

    @Override
    public byte[] encode(TokenEntry<AccessToken, Login> entry) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            AccessToken token = entry.token();
            RefreshToken refresh = token.refreshToken();
            Instant expiry = token.expiry();
            out.writeUTF(token.value());
            write(out, expiry == null ? null : expiry.toString());
            write(out, refresh == null ? null : refresh.value());
            out.writeInt(token.notes().size());
            for (String note : token.notes()) {
                out.writeUTF(note);
            }
            Login login = entry.authentication();
            out.writeBoolean(login != null);
            if (login != null) {
                out.writeUTF(login.user());
                out.writeUTF(login.client());
                out.writeUTF(login.device());
                out.writeUTF(login.authority());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    @Override
    public TokenEntry<AccessToken, Login> decode(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            String value = in.readUTF();
            String expiry = read(in);
            String refresh = read(in);
            AccessToken token = new AccessToken(
                    value,
                    expiry == null ? null : Instant.parse(expiry),
                    refresh == null ? null : new RefreshToken(refresh));
            for (int notes = in.readInt(); notes > 0; notes--) {
                token.notes().add(in.readUTF());
            }
            Login login = in.readBoolean() ? new Login(in.readUTF(), in.readUTF(), in.readUTF(), in.readUTF()) : null;
            return new TokenEntry<>(token, login);
        } catch (IOException e) {
            throw new EntryCodecException("entry must be whole, but ends early", e);
        }
    }

    private static void write(DataOutputStream out, @Nullable String text) throws IOException {
        out.writeBoolean(text != null);
        if (text != null) {
            out.writeUTF(text);
        }
    }

    private static @Nullable String read(DataInputStream in) throws IOException {
        return in.readBoolean() ? in.readUTF() : null;
    }
}
