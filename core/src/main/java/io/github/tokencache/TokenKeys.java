package io.github.tokencache;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes {@link TokenKey keys} from raw names: SHA-256, or HMAC-SHA-256 when a secret is configured, which keeps somebody
 * who can read a shared backend from testing guesses of names with little entropy (user names, client identifiers).
 * Two different names never share the bytes that are digested. Immutable and safe for use by any thread.
 */
public final class TokenKeys {
    private static final int MINIMUM_SECRET_BYTES = 16;
    private static final Pattern NAMESPACE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final int DIGEST_BYTES = 32;
    private static final int SHORT = 128;
    private static final byte NOT_ASCII = (byte) 0xFF;

    /** One for each thread: making one costs more than a digest, and allocates several times what the key does. */
    private static final ThreadLocal<byte[]> BYTES = ThreadLocal.withInitial(() -> new byte[SHORT]);

    private static final ThreadLocal<MessageDigest> SHA_256 = ThreadLocal.withInitial(TokenKeys::sha256);

    private final String namespace;
    private final Digester digester;

    private TokenKeys(String namespace, Digester digester) {
        this.namespace = requireNamespace(namespace);
        this.digester = digester;
    }

    /**
     * Keys by SHA-256.
     *
     * @param namespace 1 to 64 letters, digits, '.', '_' and '-'; one per store on a backend
     * @return the factory
     */
    public static TokenKeys sha256(String namespace) {
        return new TokenKeys(namespace, (bytes, length) -> {
            MessageDigest digest = SHA_256.get();
            digest.update(bytes, 0, length);
            digest.digest(bytes, 0, DIGEST_BYTES);
        });
    }

    /**
     * Keys by HMAC-SHA-256.
     *
     * @param namespace 1 to 64 letters, digits, '.', '_' and '-'; one per store on a backend
     * @param secret at least 16 bytes, the same on every node; copied
     * @return the factory
     */
    public static TokenKeys hmacSha256(String namespace, byte[] secret) {
        if (secret.length < MINIMUM_SECRET_BYTES) {
            throw new IllegalArgumentException(
                    "secret must have at least 16 bytes, but was of " + secret.length + " bytes");
        }
        Mac prototype = hmac(secret.clone());
        return new TokenKeys(namespace, (bytes, length) -> {
            Mac mac = copyOf(prototype);
            mac.update(bytes, 0, length);
            mac.doFinal(bytes, 0);
        });
    }

    /**
     * The key of a name.
     *
     * @param kind the sort of name
     * @param rawName the name itself, for example a token's value; not kept
     * @return its key
     */
    public TokenKey key(TokenKey.Kind kind, String rawName) {
        int length = rawName.length();
        byte[] bytes = length > SHORT ? new byte[length] : BYTES.get();
        try {
            return isAscii(rawName, bytes) ? key(kind, bytes, length) : key(kind, withMark(rawName), 1 + 2 * length);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    /** Copies the name as far as it is. */
    private static boolean isAscii(String rawName, byte[] bytes) {
        for (int i = 0; i < rawName.length(); i++) {
            char character = rawName.charAt(i);
            if (character >= 0x80) {
                return false;
            }
            bytes[i] = (byte) character;
        }
        return true;
    }

    /** One array has the name and then its digest. */
    private TokenKey key(TokenKey.Kind kind, byte[] bytes, int length) {
        try {
            digester.digest(bytes, length);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a digest must fit into 32 bytes", e);
        }
        return TokenKey.ofLeading(kind, namespace, bytes);
    }

    /**
     * The same digests under another namespace.
     *
     * @param otherNamespace 1 to 64 letters, digits, '.', '_' and '-'
     * @return the factory
     */
    public TokenKeys in(String otherNamespace) {
        return new TokenKeys(otherNamespace, digester);
    }

    static String requireNamespace(String namespace) {
        if (!NAMESPACE.matcher(namespace).matches()) {
            throw new IllegalArgumentException(
                    "namespace must be 1 to 64 letters, digits, '.', '_' and '-', but was '" + namespace + "'");
        }
        return namespace;
    }

    /** One-to-one, unlike UTF-8, which writes every unpaired surrogate as a question mark. */
    private static byte[] withMark(String rawName) {
        ByteBuffer bytes =
                ByteBuffer.allocate(DIGEST_BYTES + 2 * rawName.length()).put(NOT_ASCII);
        bytes.asCharBuffer().put(rawName);
        return bytes.array();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java runtime must have SHA-256", e);
        }
    }

    private static Mac hmac(byte[] secret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java runtime must have HmacSHA256", e);
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
    }

    private static Mac copyOf(Mac prototype) {
        try {
            return (Mac) prototype.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the security provider's HmacSHA256 must be cloneable", e);
        }
    }

    private interface Digester {
        /** Leaves the digest in the first 32 bytes, of at least as many. */
        void digest(byte[] bytes, int length) throws GeneralSecurityException;
    }
}
