package io.github.tokencache.examples.studylog.sessions;

import org.springframework.http.HttpStatus;

/** What was asked for can not be done with the sessions as they are. */
final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final HttpStatus status;
    private final String error;

    private RefusedException(HttpStatus status, String error, String message) {
        super(message);
        this.status = status;
        this.error = error;
    }

    /** Also of a session that another member has: who does not own it is not told that it is there. */
    static RefusedException notFound() {
        return new RefusedException(HttpStatus.NOT_FOUND, "not_found", "You have no such session");
    }

    static RefusedException alreadyEnded() {
        return new RefusedException(HttpStatus.CONFLICT, "already_ended", "The session was ended before");
    }

    static RefusedException stillOpen() {
        return new RefusedException(HttpStatus.CONFLICT, "still_open", "End the session that is open first");
    }

    HttpStatus status() {
        return status;
    }

    String error() {
        return error;
    }
}
