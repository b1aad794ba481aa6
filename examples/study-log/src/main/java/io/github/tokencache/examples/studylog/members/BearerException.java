package io.github.tokencache.examples.studylog.members;

/** A call without a good access token, and what is to be answered (RFC 6750, section 3). */
final class BearerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final RefusalReason reason;
    private final int status;
    private final String error;
    private final String description;

    private BearerException(RefusalReason reason, int status, String error, String description) {
        super(description);
        this.reason = reason;
        this.description = description;
        this.status = status;
        this.error = error;
    }

    /** Nothing was presented: the answer has no error code, as section 3.1 asks. */
    static BearerException missing() {
        return new BearerException(RefusalReason.MISSING, 401, "", "This call needs an access token");
    }

    static BearerException malformed() {
        return new BearerException(
                RefusalReason.MALFORMED, 400, "invalid_request", "The Authorization header is malformed");
    }

    static BearerException altered() {
        return new BearerException(
                RefusalReason.ALTERED, 401, "invalid_token", "The access token was altered or is not of this service");
    }

    static BearerException expired() {
        return new BearerException(RefusalReason.EXPIRED, 401, "invalid_token", "The access token has expired");
    }

    static BearerException revoked() {
        return new BearerException(RefusalReason.REVOKED, 401, "invalid_token", "The access token was revoked");
    }

    RefusalReason reason() {
        return reason;
    }

    int status() {
        return status;
    }

    String description() {
        return description;
    }

    /** What the body says in the error's place; only the header leaves it out. */
    String errorInBody() {
        return error.isEmpty() ? "missing_token" : error;
    }

    /** The text of {@code WWW-Authenticate}. */
    String challenge() {
        String realm = "Bearer realm=\"study-log\"";
        return error.isEmpty() ? realm : realm + ", error=\"" + error + "\", error_description=\"" + description + '"';
    }
}
