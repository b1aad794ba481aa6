package io.github.tokencache.spring.rotation;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Seals the successor of a token so that only who has that token can open it: AES-256-GCM under a key derived from the
 * token, of which the database has nothing but a digest made otherwise.
 */
final class SuccessorSeal {
    private static final byte VERSION = 1;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final byte[] PURPOSE = "tokencache/rotation/successor/1".getBytes(StandardCharsets.US_ASCII);

    private final SecureRandom random = new SecureRandom();

    byte[] seal(String token, FamilyPosition position, byte[] successor) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, token, position.family(), position.generation(), nonce)
                    .doFinal(successor);
            return ByteBuffer.allocate(1 + NONCE_BYTES + sealed.length)
                    .put(VERSION)
                    .put(nonce)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java runtime must have AES/GCM and HmacSHA256", e);
        }
    }

    /** Null where it was not sealed under this token and for this place. */
    byte @Nullable [] open(String token, String family, long generation, byte[] sealed) {
        if (sealed.length <= 1 + NONCE_BYTES || sealed[0] != VERSION) {
            return null;
        }
        byte[] nonce = Arrays.copyOfRange(sealed, 1, 1 + NONCE_BYTES);
        try {
            return cipher(Cipher.DECRYPT_MODE, token, family, generation, nonce)
                    .doFinal(sealed, 1 + NONCE_BYTES, sealed.length - 1 - NONCE_BYTES);
        } catch (GeneralSecurityException e) {
            return null;
        }
    }

    private static Cipher cipher(int mode, String token, String family, long generation, byte[] nonce)
            throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(token.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(mac.doFinal(PURPOSE), "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD((family + ":" + generation).getBytes(StandardCharsets.US_ASCII));
        return cipher;
    }
}
