package io.github.tokencache.spring.rotation;

/** The answer to a refresh token that was presented. */
public sealed interface Redemption {

    /**
     * The token was replaced, and the successors are stored and committed.
     *
     * @param position where the new refresh token stands
     */
    record Rotated(FamilyPosition position) implements Redemption {}

    /**
     * Somebody has replaced it within the window; this is what that one got.
     *
     * @param successor what {@link Rotation#successor} was then
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Replayed(byte[] successor) implements Redemption {

        /** Without the successor. */
        @Override
        public String toString() {
            return "Replayed[...]";
        }
    }

    /**
     * The token is good for nothing.
     *
     * @param reason why
     */
    record Refused(Reason reason) implements Redemption {}

    /** Why a token was refused. */
    enum Reason {
        /** Nothing is known of it. */
        UNKNOWN,
        /** It belongs to another client. */
        WRONG_CLIENT,
        /** Its family has come to its end. */
        EXPIRED,
        /** Its family was revoked before. */
        REVOKED,
        /** It had been replaced, so its family is revoked now. */
        REUSED,
        /** It came again within the window, but its successor cannot be opened or answered; nothing was changed. */
        UNREADABLE
    }
}
