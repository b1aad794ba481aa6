package io.github.tokencache;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * AES-256-GCM over the payload of envelopes: {@code nonce (12) | cipher text | tag (16)}. The associated data is the
 * envelope's header and the name of its cell, so that the bytes of one cell cannot be put into another. Safe for use by
 * any thread.
 */
final class Seal {
    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;

    private final EncryptionKeys keys;
    private final Supplier<byte[]> nonces;

    /** Ciphers at rest: as many as were once in use together, since to make one asks the providers in turn. */
    private final ConcurrentLinkedQueue<Cipher> ciphers = new ConcurrentLinkedQueue<>();

    /**
     * A seal.
     *
     * @param nonces 12 bytes, never the same again
     */
    Seal(EncryptionKeys keys, Supplier<byte[]> nonces) {
        this.keys = keys;
        this.nonces = nonces;
        ciphers.add(cipher());
    }

    static Supplier<byte[]> randomNonces() {
        SecureRandom random = new SecureRandom();
        return () -> {
            byte[] nonce = new byte[NONCE];
            random.nextBytes(nonce);
            return nonce;
        };
    }

    Envelope close(int codecId, TokenKey cell, byte[] payload) {
        int keyId = keys.activeId();
        byte[] nonce = nonces.get();
        byte[] sealed = apply(Cipher.ENCRYPT_MODE, keys.active(), nonce, associated(codecId, keyId, cell), payload, 0);
        return new Envelope(
                codecId,
                keyId,
                ByteBuffer.allocate(NONCE + sealed.length)
                        .put(nonce)
                        .put(sealed)
                        .array());
    }

    byte[] open(TokenKey cell, Envelope envelope) {
        int keyId = envelope.keyId();
        SecretKey key = keys.known(keyId);
        if (key == null) {
            throw new EntryCodecException("envelope must be sealed with a known key, but was with key " + keyId);
        }
        byte[] payload = envelope.payload();
        if (payload.length < NONCE + TAG_BITS / Byte.SIZE) {
            throw new EntryCodecException("sealed payload must have at least 28 bytes, but was of " + payload.length);
        }
        byte[] nonce = new byte[NONCE];
        System.arraycopy(payload, 0, nonce, 0, NONCE);
        return apply(Cipher.DECRYPT_MODE, key, nonce, associated(envelope.codecId(), keyId, cell), payload, NONCE);
    }

    private static byte[] associated(int codecId, int keyId, TokenKey cell) {
        byte[] name = cell.toString().getBytes(StandardCharsets.US_ASCII);
        return new Envelope(codecId, keyId, name).toBytes();
    }

    private byte[] apply(int mode, SecretKey key, byte[] nonce, byte[] associated, byte[] input, int from) {
        Cipher resting = ciphers.poll();
        Cipher cipher = resting == null ? cipher() : resting;
        try {
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(associated);
            return cipher.doFinal(input, from, input.length - from);
        } catch (AEADBadTagException e) {
            throw new EntryCodecException("envelope must be as it was sealed for this cell, but was not", e);
        } catch (GeneralSecurityException e) {
            throw new EntryCodecException("value must be sealed and opened by AES-256-GCM, but was not", e);
        } finally {
            ciphers.add(cipher);
        }
    }

    private static Cipher cipher() {
        try {
            return Cipher.getInstance(CIPHER);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java runtime must have " + CIPHER, e);
        }
    }
}
