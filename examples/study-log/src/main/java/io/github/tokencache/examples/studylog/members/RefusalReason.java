package io.github.tokencache.examples.studylog.members;

/** Why a call was refused, as the operator sees it. */
enum RefusalReason {
    /** Without an access token. */
    MISSING,
    /** With a header that holds none. */
    MALFORMED,
    /** With one that was altered or made by somebody else. */
    ALTERED,
    /** With one that has expired. */
    EXPIRED,
    /** With one that was revoked or replaced. */
    REVOKED,
    /** From a page of another origin. */
    OTHER_ORIGIN,
    /** With the cookie of one member and the access token of another. */
    OTHER_MEMBER,
    /** Without a login to begin or continue. */
    LOGIN_REQUIRED,
    /** With a refresh token that is no longer good. */
    LOGIN_ENDED,
    /** As the cache could not be told. */
    UNAVAILABLE
}
