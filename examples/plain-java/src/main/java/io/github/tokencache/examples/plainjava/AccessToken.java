package io.github.tokencache.examples.plainjava;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An access token; the refresh token is its bare value. */
record AccessToken(
        String value, Instant expiresAt, @Nullable String refreshToken) {

    /** A record would print its value, which is as good as a password. */
    @Override
    public String toString() {
        return "AccessToken[expiresAt=" + expiresAt + "]";
    }
}
