package io.github.tokencache;

import java.util.Objects;

/**
 * How a shared backend writes the values of its cells: what a codec makes of them, in an {@link Envelope}. Immutable and
 * safe for use by any thread if the codec is.
 *
 * @param <V> the type of values
 */
public final class EntryFormat<V> {
    private static final int NOT_ENCRYPTED = 0;

    private final EntryCodec<V> codec;

    private EntryFormat(EntryCodec<V> codec) {
        this.codec = Objects.requireNonNull(codec, "codec");
    }

    /**
     * Values as the codec writes them, not encrypted.
     *
     * @param <V> the type of values
     * @param codec the codec
     * @return the format
     */
    public static <V> EntryFormat<V> plain(EntryCodec<V> codec) {
        return new EntryFormat<>(codec);
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
        return new Envelope(codec.id(), NOT_ENCRYPTED, codec.encode(value)).toBytes();
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
        if (envelope.codecId() != codec.id() || envelope.keyId() != NOT_ENCRYPTED) {
            throw new EntryCodecException("envelope must be of codec %d and key 0, but was of codec %d and key %d"
                    .formatted(codec.id(), envelope.codecId(), envelope.keyId()));
        }
        return codec.decode(envelope.payload());
    }
}
