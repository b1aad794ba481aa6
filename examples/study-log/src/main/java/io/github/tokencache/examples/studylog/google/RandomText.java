package io.github.tokencache.examples.studylog.google;

import java.security.SecureRandom;
import java.util.Base64;

/** Values that nobody can guess: 256 random bits each, safe in a URL. */
final class RandomText {
    private static final int BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private RandomText() {}

    static String make() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
