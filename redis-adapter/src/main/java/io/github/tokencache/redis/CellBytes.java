package io.github.tokencache.redis;

import io.github.tokencache.Cell;
import io.github.tokencache.EntryCodecException;
import io.github.tokencache.EntryFormat;
import io.github.tokencache.TokenKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of an entry or alias cell, format version 1: a byte 1, a letter, the epoch (8 bytes), and then for
 *
 * <ul>
 *   <li>{@code L}, leased: the nonce (8);
 *   <li>{@code V}, a value: when it expires (8), then the value as the {@link EntryFormat} writes it;
 *   <li>{@code A}, an alias: the length of the kind's label (1), the label, the digest (32);
 *   <li>{@code U}, known to be unknown: nothing;
 *   <li>{@code P}, open writes: see {@code cell.lua}, which alone reads and writes them.
 * </ul>
 *
 * @param <V> the type of cached values
 */
final class CellBytes<V> {
    private static final byte VERSION = 1;
    private static final int DIGEST = 32;

    /** Version, letter, epoch. */
    private static final int HEADER = 2 + Long.BYTES;

    /** An alias to an entry of the longest label. */
    private static final int LONGEST_OTHER = HEADER + 1 + 32 + DIGEST;

    private final EntryFormat<V> format;
    private final int maximumValueBytes;
    private final Figures figures;

    CellBytes(EntryFormat<V> format, int maximumValueBytes, Figures figures) {
        this.format = format;
        this.maximumValueBytes = maximumValueBytes;
        this.figures = figures;
    }

    static byte[] leased(long epoch, long nonce) {
        return cell('L', epoch, Long.BYTES).putLong(nonce).array();
    }

    /** The bytes of a content, or null if there is none or it cannot be cached. */
    byte @Nullable [] content(TokenKey key, Cell.Content<V> content, long epoch) {
        if (content instanceof Cell.Value<V> value) {
            return value(key, value, epoch);
        }
        if (content instanceof Cell.Pointer<V> pointer) {
            return pointer(key, pointer.identity(), epoch);
        }
        return content instanceof Cell.Unknown ? cell('U', epoch, 0).array() : null;
    }

    private byte @Nullable [] value(TokenKey key, Cell.Value<V> value, long epoch) {
        byte[] encoded;
        try {
            encoded = format.write(key, value.value());
        } catch (RuntimeException e) {
            figures.unwritable(reason(e));
            return null;
        }
        if (encoded.length > maximumValueBytes) {
            figures.oversized(maximumValueBytes);
            return null;
        }
        return cell('V', epoch, Long.BYTES + encoded.length)
                .putLong(value.expiresAt())
                .put(encoded)
                .array();
    }

    private static byte[] pointer(TokenKey key, TokenKey identity, long epoch) {
        requireNamespaceOf(key, identity);
        byte[] label = Call.text(identity.kind().label());
        return cell('A', epoch, 1 + label.length + DIGEST)
                .put((byte) label.length)
                .put(label)
                .put(identity.digestBytes())
                .array();
    }

    /** Namespaces are written once, in the key. */
    static void requireNamespaceOf(TokenKey key, TokenKey other) {
        if (!key.namespace().equals(other.namespace())) {
            throw new IllegalArgumentException(
                    "namespace must be " + key.namespace() + " as that of " + key + ", but was " + other.namespace());
        }
    }

    /**
     * What bytes say. Those of an unknown format may be an open write of another version: nobody fills over it. What is
     * known and cannot be read, or is longer than this would write it, is as good as absent.
     */
    Stored<V> read(TokenKey key, byte[] bytes) {
        if (bytes.length < 2 || bytes[0] != VERSION || "LVAUP".indexOf(bytes[1]) < 0) {
            figures.unknown();
            return new Stored<>(0, new Cell.Pending<>());
        }
        if (bytes[1] == 'P') {
            return new Stored<>(0, new Cell.Pending<>());
        }
        // Before anything is copied or decoded: what is long may also be made so as to take much more when it is
        // decoded.
        if (bytes.length > longest(bytes[1])) {
            figures.overlong(maximumValueBytes);
            return new Stored<>(0, null);
        }
        try {
            return content(key, ByteBuffer.wrap(bytes));
        } catch (RuntimeException e) {
            figures.unreadable(reason(e));
            return new Stored<>(0, null);
        }
    }

    private long longest(byte letter) {
        return letter == 'V' ? HEADER + Long.BYTES + (long) maximumValueBytes : LONGEST_OTHER;
    }

    private Stored<V> content(TokenKey key, ByteBuffer bytes) {
        int letter = bytes.position(1).get();
        long epoch = bytes.getLong();
        Cell<V> cell =
                switch (letter) {
                    case 'L' -> new Cell.Loading<>(bytes.getLong());
                    case 'U' -> new Cell.Unknown<>();
                    case 'A' -> new Cell.Pointer<>(identity(key, bytes));
                    default -> value(key, bytes);
                };
        return new Stored<>(epoch, cell);
    }

    private Cell<V> value(TokenKey key, ByteBuffer bytes) {
        long expiresAt = bytes.getLong();
        return new Cell.Value<>(format.read(key, take(bytes, bytes.remaining())), expiresAt);
    }

    private static TokenKey identity(TokenKey alias, ByteBuffer bytes) {
        String label = new String(take(bytes, bytes.get() & 0xFF), StandardCharsets.US_ASCII);
        return TokenKey.of(
                new TokenKey.Kind(TokenKey.Role.ENTRY, label), alias.namespace(), take(bytes, bytes.remaining()));
    }

    /** Only a codec's own exception promises to name no token. */
    private static String reason(RuntimeException e) {
        return e instanceof EntryCodecException
                ? String.valueOf(e.getMessage())
                : e.getClass().getName();
    }

    private static byte[] take(ByteBuffer bytes, int length) {
        byte[] taken = new byte[length];
        bytes.get(taken);
        return taken;
    }

    private static ByteBuffer cell(char letter, long epoch, int length) {
        return ByteBuffer.allocate(HEADER + length)
                .put(VERSION)
                .put((byte) letter)
                .putLong(epoch);
    }
}
