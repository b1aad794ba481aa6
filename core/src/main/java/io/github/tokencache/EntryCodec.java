package io.github.tokencache;

/**
 * Turns a value into canonical bytes and back: equal values, fresh or read back, give equal bytes. Implementations are
 * safe for use by any thread.
 *
 * @param <V> the type of values
 */
public interface EntryCodec<V> {

    /**
     * The identifier of this codec in an {@link Envelope}.
     *
     * @return 0 to 255
     */
    int id();

    /**
     * The bytes of a value.
     *
     * @param value the value
     * @return its canonical bytes
     * @throws EntryCodecException if it cannot be encoded
     */
    byte[] encode(V value);

    /**
     * The value of bytes made by {@link #encode}.
     *
     * @param bytes the bytes
     * @return a value that is shared with nobody
     * @throws EntryCodecException if the bytes are not such
     */
    V decode(byte[] bytes);
}
