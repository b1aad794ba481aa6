package io.github.tokencache;

import java.nio.ByteBuffer;

/**
 * The frame around an encoded value, so that a node of another version or configuration can tell it is not for it:
 * {@code magic (2) | format version (1) | codec id (1) | key id (1) | payload}. Format version 1; key id 0 means not
 * encrypted.
 *
 * @param codecId the {@link EntryCodec#id()} that wrote the payload, 0 to 255
 * @param keyId the encryption key of the payload, 0 to 255; 0 for none
 * @param payload the payload; not copied
 */
@SuppressWarnings("ArrayRecordComponent") // a frame that lives for one call, compared by nobody
public record Envelope(int codecId, int keyId, byte[] payload) {
    private static final short MAGIC = 0x7463;
    private static final byte VERSION = 1;
    private static final int HEADER = 5;

    public Envelope {
        requireByte("codecId", codecId);
        requireByte("keyId", keyId);
    }

    /**
     * The framed bytes.
     *
     * @return header and payload
     */
    public byte[] toBytes() {
        return ByteBuffer.allocate(HEADER + payload.length)
                .putShort(MAGIC)
                .put(VERSION)
                .put((byte) codecId)
                .put((byte) keyId)
                .put(payload)
                .array();
    }

    /**
     * Reads framed bytes.
     *
     * @param bytes the bytes
     * @return the envelope
     * @throws EntryCodecException if they are not an envelope of this format version
     */
    public static Envelope parse(byte[] bytes) {
        if (bytes.length < HEADER) {
            throw new EntryCodecException("envelope must have at least 5 bytes, but was of " + bytes.length);
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        short magic = buffer.getShort();
        byte version = buffer.get();
        if (magic != MAGIC || version != VERSION) {
            throw new EntryCodecException(
                    "envelope must start with 7463 01, but was %04x %02x".formatted(magic & 0xFFFF, version & 0xFF));
        }
        int codecId = buffer.get() & 0xFF;
        int keyId = buffer.get() & 0xFF;
        byte[] payload = new byte[buffer.remaining()];
        buffer.get(payload);
        return new Envelope(codecId, keyId, payload);
    }

    private static void requireByte(String name, int value) {
        if (value < 0 || value > 0xFF) {
            throw new IllegalArgumentException(name + " must be 0 to 255, but was " + value);
        }
    }
}
