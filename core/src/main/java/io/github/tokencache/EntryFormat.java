package io.github.tokencache;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How a shared backend writes the values of its cells: what a codec makes of them, in an {@link Envelope}, as it is behind
 * a mark of the cell, or sealed. A plain format reads no sealed value and a sealed one no plain value, so that nobody can have encryption undone
 * by writing plain values. Safe for use by any thread if the codec is.
 *
 * @param <V> the type of values
 */
public final class EntryFormat<V> {
    private static final int NOT_ENCRYPTED = 0;

    private final EntryCodec<V> codec;

    private final @Nullable Seal seal;

    private EntryFormat(EntryCodec<V> codec, @Nullable Seal seal) {
        this.codec = Objects.requireNonNull(codec, "codec");
        this.seal = seal;
    }

    /**
     * Values as the codec writes them, not encrypted. Eight bytes of the cell's name stand before them, so that bytes that
     * got into another cell, or from another one through a connection out of step, are refused: one member would be taken
     * for another. That is no protection from somebody who writes them on purpose; {@link #sealed} is.
     *
     * @param <V> the type of values
     * @param codec the codec
     * @return the format
     */
    public static <V> EntryFormat<V> plain(EntryCodec<V> codec) {
        return new EntryFormat<>(codec, null);
    }

    /**
     * Values as the codec writes them, encrypted and authenticated by AES-256-GCM. The name of the cell is authenticated
     * with them: bytes that were copied to another cell are refused.
     *
     * @param <V> the type of values
     * @param codec the codec
     * @param keys the keys
     * @return the format
     */
    public static <V> EntryFormat<V> sealed(EntryCodec<V> codec, EncryptionKeys keys) {
        return new EntryFormat<>(codec, new Seal(Objects.requireNonNull(keys, "keys"), Seal.randomNonces()));
    }

    static <V> EntryFormat<V> sealed(EntryCodec<V> codec, Seal seal) {
        return new EntryFormat<>(codec, seal);
    }

    /**
     * The bytes of a value.
     *
     * @param cell the cell it is for
     * @param value the value
     * @return the bytes
     * @throws EntryCodecException if it cannot be encoded
     */
    public byte[] write(TokenKey cell, V value) {
        byte[] payload = codec.encode(value);
        Envelope envelope = seal == null
                ? new Envelope(codec.id(), NOT_ENCRYPTED, marked(cell, payload))
                : seal.close(codec.id(), cell, payload);
        return envelope.toBytes();
    }

    private static byte[] marked(TokenKey cell, byte[] payload) {
        return ByteBuffer.allocate(Long.BYTES + payload.length)
                .putLong(cell.mark())
                .put(payload)
                .array();
    }

    private static byte[] unmarked(TokenKey cell, byte[] marked) {
        if (marked.length < Long.BYTES || ByteBuffer.wrap(marked).getLong() != cell.mark()) {
            throw new EntryCodecException("envelope must be of this cell, but was not");
        }
        return Arrays.copyOfRange(marked, Long.BYTES, marked.length);
    }

    /**
     * The value of bytes.
     *
     * @param cell the cell they are from
     * @param bytes the bytes
     * @return the value, shared with nobody
     * @throws EntryCodecException if they were not written in this format, or for another cell
     */
    public V read(TokenKey cell, byte[] bytes) {
        Envelope envelope = Envelope.parse(bytes);
        if (envelope.codecId() != codec.id()) {
            throw new EntryCodecException(
                    "envelope must be of codec %d, but was of codec %d".formatted(codec.id(), envelope.codecId()));
        }
        return codec.decode(payload(cell, envelope));
    }

    private byte[] payload(TokenKey cell, Envelope envelope) {
        boolean plain = envelope.keyId() == NOT_ENCRYPTED;
        if (seal == null && !plain) {
            throw new EntryCodecException("envelope must be plain, but was sealed with key " + envelope.keyId());
        }
        if (seal != null && plain) {
            throw new EntryCodecException("envelope must be sealed, but was plain");
        }
        return seal == null ? unmarked(cell, envelope.payload()) : seal.open(cell, envelope);
    }
}
