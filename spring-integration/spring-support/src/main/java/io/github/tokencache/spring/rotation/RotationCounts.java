package io.github.tokencache.spring.rotation;

/**
 * What this process has decided since it started.
 *
 * @param rotated tokens replaced
 * @param reusesAllowed replaced tokens that came again within the window and got the same successor
 * @param reusesRefused replaced tokens that came again too late or too old and were refused, those of families revoked
 *     before included
 * @param reusesDetected those of them that revoked a family
 * @param familiesRevoked families revoked, for whatever reason
 */
public record RotationCounts(
        long rotated, long reusesAllowed, long reusesRefused, long reusesDetected, long familiesRevoked) {}
