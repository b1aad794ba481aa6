package io.github.tokencache.spring.rotation;

import java.time.Duration;

/**
 * How the refresh tokens of a client rotate.
 *
 * @param rotate whether they do; if not, a refresh token stays the same until it expires
 * @param window how long after a rotation the token that was replaced still gets the same successor again, not negative,
 *     zero for never; the price of a longer one is that a copied token is found out later
 * @param absoluteLifetime how long after the login the last token of a family dies, positive; no rotation extends it
 * @param idleLifetime how long a token waits to be used, longer than the window, at most the absolute lifetime
 */
public record RotationPolicy(boolean rotate, Duration window, Duration absoluteLifetime, Duration idleLifetime) {

    public RotationPolicy {
        if (window.isNegative()) {
            throw new IllegalArgumentException("window must not be negative, but was " + window);
        }
        if (absoluteLifetime.isNegative() || absoluteLifetime.isZero()) {
            throw new IllegalArgumentException("absoluteLifetime must be positive, but was " + absoluteLifetime);
        }
        if (idleLifetime.compareTo(window) <= 0) {
            throw new IllegalArgumentException(
                    "idleLifetime must be longer than window " + window + ", but was " + idleLifetime);
        }
        if (idleLifetime.compareTo(absoluteLifetime) > 0) {
            throw new IllegalArgumentException(
                    "idleLifetime must be at most absoluteLifetime " + absoluteLifetime + ", but was " + idleLifetime);
        }
    }

    /**
     * Rotation with a window of 10 seconds, 90 days from the login, 30 days unused.
     *
     * @return the policy
     */
    public static RotationPolicy defaults() {
        return new RotationPolicy(true, Duration.ofSeconds(10), Duration.ofDays(90), Duration.ofDays(30));
    }

    /**
     * The same without rotation.
     *
     * @return the policy
     */
    public RotationPolicy withoutRotation() {
        return new RotationPolicy(false, window, absoluteLifetime, idleLifetime);
    }

    /**
     * The same with another window.
     *
     * @param other how long the same successor is given again, zero for never
     * @return the policy
     */
    public RotationPolicy withWindow(Duration other) {
        return new RotationPolicy(rotate, other, absoluteLifetime, idleLifetime);
    }

    /**
     * The same with other lifetimes.
     *
     * @param absolute from the login on
     * @param idle from the last rotation on
     * @return the policy
     */
    public RotationPolicy withLifetimes(Duration absolute, Duration idle) {
        return new RotationPolicy(rotate, window, absolute, idle);
    }
}
