package io.github.tokencache.spring.rotation;

/**
 * The wish to replace a refresh token.
 *
 * @param token the token that was presented; never stored
 * @param clientId the client that presented it, which is the one it was issued to
 * @param presented where it stands
 * @param next where its successor will stand
 * @param successor what is to be answered, sealed under the token for the length of the window; empty where it cannot be
 *     kept, so that a replay is refused
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Rotation(String token, String clientId, FamilyPosition presented, FamilyPosition next, byte[] successor) {

    /** Without the token and its successor. */
    @Override
    public String toString() {
        return "Rotation[clientId=" + clientId + ", presented=" + presented + "]";
    }
}
