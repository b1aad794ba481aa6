package io.github.tokencache.redis;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-1 as Redis knows it: the name of a script, and a short stand-in for bytes that are no secret. */
final class Sha1 {
    private Sha1() {}

    static byte[] hex(byte[] bytes) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1").digest(bytes);
            return HexFormat.of().formatHex(digest).getBytes(StandardCharsets.US_ASCII);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java must have SHA-1, but has not", e);
        }
    }
}
