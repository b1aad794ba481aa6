package io.github.tokencache.testkit.store;

/**
 * A refresh token.
 *
 * @param value its value
 */
public record RefreshToken(String value) {
    @Override
    public String toString() {
        return "RefreshToken[...]";
    }
}
