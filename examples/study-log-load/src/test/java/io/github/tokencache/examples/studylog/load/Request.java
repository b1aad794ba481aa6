package io.github.tokencache.examples.studylog.load;

/**
 * What a member sends next.
 *
 * @param kind what for
 * @param address where to
 * @param token what it carries, of the sort that its kind needs
 */
record Request(Kind kind, String address, String token) {

    /** What a request is for, and what it carries. */
    enum Kind {
        /** Starts a login; carries nothing. */
        GUEST(Carries.NOTHING),
        /** Calls the API with the member's own access token. */
        CALL(Carries.ACCESS_TOKEN),
        /** Calls the API with anybody's access token. */
        CALL_OF_ANY(Carries.ACCESS_TOKEN),
        /** Redeems the newest refresh token. */
        REFRESH(Carries.REFRESH_TOKEN),
        /** The same, and the answer never arrives. */
        LOSE(Carries.REFRESH_TOKEN),
        /** Presents the token that was replaced last. */
        REPLAY(Carries.REFRESH_TOKEN),
        /** Presents the one before it: a thief's copy. */
        REUSE(Carries.REFRESH_TOKEN),
        /** Ends the login. */
        LOGOUT(Carries.REFRESH_TOKEN),
        /** Calls the API after the end, on the other node. */
        CALL_AFTER_END(Carries.ACCESS_TOKEN),
        /** Redeems the newest refresh token after the end, on the other node. */
        REFRESH_AFTER_END(Carries.REFRESH_TOKEN);

        private final Carries carries;

        Kind(Carries carries) {
            this.carries = carries;
        }

        Carries carries() {
            return carries;
        }
    }

    /** What a request carries. */
    enum Carries {
        NOTHING,
        ACCESS_TOKEN,
        REFRESH_TOKEN
    }

    /** Without the token. */
    @Override
    public String toString() {
        return kind + " to " + address;
    }
}
