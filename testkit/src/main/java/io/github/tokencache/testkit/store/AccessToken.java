package io.github.tokencache.testkit.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An access token as mutable as those of the frameworks. Not safe for use by several threads at once. */
public final class AccessToken {
    private final String value;
    private final @Nullable Instant expiry;
    private final @Nullable RefreshToken refreshToken;
    private final List<String> notes;

    private AccessToken(
            String value, @Nullable Instant expiry, @Nullable RefreshToken refreshToken, List<String> notes) {
        this.value = value;
        this.expiry = expiry;
        this.refreshToken = refreshToken;
        this.notes = new ArrayList<>(notes);
    }

    /**
     * A token.
     *
     * @param value its value
     * @param expiry when it expires, null for never
     * @param refreshToken the refresh token it is issued with, null for none
     */
    public AccessToken(String value, @Nullable Instant expiry, @Nullable RefreshToken refreshToken) {
        this(value, expiry, refreshToken, List.of());
    }

    /**
     * The token's value.
     *
     * @return the value
     */
    public String value() {
        return value;
    }

    /**
     * When it expires.
     *
     * @return the instant, null for never
     */
    public @Nullable Instant expiry() {
        return expiry;
    }

    /**
     * The refresh token it is issued with.
     *
     * @return the refresh token, null for none
     */
    public @Nullable RefreshToken refreshToken() {
        return refreshToken;
    }

    /**
     * What enhancers wrote on it.
     *
     * @return the live list
     */
    public List<String> notes() {
        return notes;
    }

    /**
     * An equal token that shares nothing with this one.
     *
     * @return the copy
     */
    public AccessToken copy() {
        return new AccessToken(value, expiry, refreshToken, notes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AccessToken that
                && value.equals(that.value)
                && Objects.equals(expiry, that.expiry)
                && Objects.equals(refreshToken, that.refreshToken)
                && notes.equals(that.notes);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return "AccessToken[...]";
    }
}
