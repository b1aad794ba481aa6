package io.github.tokencache.spring.rotation;

/**
 * What has happened to a family, reported after it was committed. Has no token in it, so it can be logged as it is.
 */
public sealed interface RotationEvent {

    /**
     * The family.
     *
     * @return its identifier, which is no secret
     */
    String family();

    /**
     * The generation that this is about, 0 for the token of the login.
     *
     * @return its number
     */
    long generation();

    /**
     * The client that the family belongs to.
     *
     * @return its identifier
     */
    String clientId();

    /**
     * A token was replaced.
     *
     * @param family the family
     * @param generation that of the successor
     * @param clientId the client
     */
    record Rotated(String family, long generation, String clientId) implements RotationEvent {}

    /**
     * The token that was replaced last came again within the window, and got the same successor.
     *
     * @param family the family
     * @param generation that of the token that came again
     * @param clientId the client
     */
    record Replayed(String family, long generation, String clientId) implements RotationEvent {}

    /**
     * A token that had been replaced came again, too late or too old: two parties have it. A {@link FamilyRevoked} follows.
     *
     * @param family the family
     * @param generation that of the token that came again
     * @param clientId the client
     */
    record ReuseDetected(String family, long generation, String clientId) implements RotationEvent {}

    /**
     * A family was revoked, by a logout or because of a reuse.
     *
     * @param family the family
     * @param generation that of the token by which it was revoked
     * @param clientId the client
     */
    record FamilyRevoked(String family, long generation, String clientId) implements RotationEvent {}
}
