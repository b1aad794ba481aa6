package io.github.tokencache.springsecurityoauth2;

import io.github.tokencache.EntryCodec;
import io.github.tokencache.EntryCodecException;
import io.github.tokencache.TokenEntry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.common.OAuth2AccessToken;
import org.springframework.security.oauth2.common.util.SerializationUtils;
import org.springframework.security.oauth2.provider.OAuth2Authentication;

/**
 * JDK serialization with the accidents taken out: a fresh object and the same object read back differ in the capacity of
 * their hash tables and in which of their equal strings are one object. A round trip evens out the former, and equal
 * immutable parts are written as one.
 */
final class CanonicalEntryCodec implements EntryCodec<TokenEntry<OAuth2AccessToken, OAuth2Authentication>> {
    private static final int ID = 1;

    @Override
    public int id() {
        return ID;
    }

    @Override
    public byte[] encode(TokenEntry<OAuth2AccessToken, OAuth2Authentication> entry) {
        try {
            byte[] token = canonical(entry.token());
            OAuth2Authentication authentication = entry.authentication();
            byte[] rest = authentication == null ? new byte[0] : canonical(authentication);
            return ByteBuffer.allocate(Integer.BYTES + token.length + rest.length)
                    .putInt(token.length)
                    .put(token)
                    .put(rest)
                    .array();
        } catch (IOException | RuntimeException e) {
            throw new EntryCodecException("The token or its authentication must be serializable", e);
        }
    }

    @Override
    public TokenEntry<OAuth2AccessToken, OAuth2Authentication> decode(byte[] bytes) {
        try {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            byte[] token = next(buffer, buffer.getInt());
            byte[] rest = next(buffer, buffer.remaining());
            OAuth2AccessToken decoded = OAuth2AccessToken.class.cast(SerializationUtils.deserialize(token));
            return new TokenEntry<>(decoded, rest.length == 0 ? null : authentication(rest));
        } catch (BufferUnderflowException
                | NegativeArraySizeException
                | IllegalArgumentException
                | ClassCastException e) {
            throw new EntryCodecException("The bytes must be of a token and its authentication", e);
        }
    }

    private static @Nullable OAuth2Authentication authentication(byte[] bytes) {
        return OAuth2Authentication.class.cast(SerializationUtils.deserialize(bytes));
    }

    private static byte[] next(ByteBuffer buffer, int length) {
        if (length > buffer.remaining()) {
            throw new BufferUnderflowException();
        }
        byte[] part = new byte[length];
        buffer.get(part);
        return part;
    }

    private static byte[] canonical(Object value) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(4096);
        try (ObjectOutputStream stream = new CanonicalStream(bytes)) {
            stream.writeObject(Copies.serialized(value));
        }
        return bytes.toByteArray();
    }

    /** Writes equal immutable objects as one. */
    private static final class CanonicalStream extends ObjectOutputStream {
        private static final Set<Class<?>> IMMUTABLE =
                Set.of(String.class, SimpleGrantedAuthority.class, Integer.class, Long.class, Boolean.class);

        private final Map<Object, Object> written = new HashMap<>();

        CanonicalStream(ByteArrayOutputStream bytes) throws IOException {
            super(bytes);
            enableReplaceObject(true);
        }

        @Override
        protected @Nullable Object replaceObject(@Nullable Object object) {
            if (object == null || !IMMUTABLE.contains(object.getClass())) {
                return object;
            }
            Object first = written.putIfAbsent(object, object);
            return first == null ? object : first;
        }
    }
}
