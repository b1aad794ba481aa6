package io.github.tokencache.examples.studylog.members;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The values of access tokens: random bits, the second they expire in, and a code that authenticates both. Nobody but this
 * service reads anything from them. That a value is genuine does not make it good, since it may have been revoked; but one
 * that was altered or has expired is told apart from that, and refused, without asking anybody. Safe for use by any thread.
 */
final class AccessTokenValues {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int RANDOM_BYTES = 16;
    private static final int CODE_BYTES = 16;
    private static final int LENGTH = RANDOM_BYTES + Long.BYTES + CODE_BYTES;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final SecretKeySpec key;
    private final Clock clock;

    AccessTokenValues(byte[] secret, Clock clock) {
        this.key = new SecretKeySpec(secret, ALGORITHM);
        this.clock = clock;
    }

    /** What can be told of a value by itself. */
    enum Finding {
        GENUINE,
        EXPIRED,
        ALTERED
    }

    String make(Instant expiresAt) {
        byte[] random = new byte[RANDOM_BYTES];
        RANDOM.nextBytes(random);
        byte[] content = ByteBuffer.allocate(RANDOM_BYTES + Long.BYTES)
                .put(random)
                .putLong(expiresAt.getEpochSecond())
                .array();
        byte[] value =
                ByteBuffer.allocate(LENGTH).put(content).put(code(content)).array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(value);
    }

    Finding examine(String token) {
        byte[] value = decoded(token);
        if (value.length != LENGTH) {
            return Finding.ALTERED;
        }
        byte[] content = Arrays.copyOf(value, RANDOM_BYTES + Long.BYTES);
        byte[] code = Arrays.copyOfRange(value, content.length, LENGTH);
        if (!MessageDigest.isEqual(code, code(content))) {
            return Finding.ALTERED;
        }
        Instant expiresAt = Instant.ofEpochSecond(ByteBuffer.wrap(content).getLong(RANDOM_BYTES));
        return clock.instant().isBefore(expiresAt) ? Finding.GENUINE : Finding.EXPIRED;
    }

    /** Empty for what is not the one spelling of some bytes: the last letter has bits to spare. */
    private static byte[] decoded(String token) {
        try {
            byte[] value = Base64.getUrlDecoder().decode(token);
            boolean canonical = Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(value)
                    .equals(token);
            return canonical ? value : new byte[0];
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    private byte[] code(byte[] content) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return Arrays.copyOf(mac.doFinal(content), CODE_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }
}
