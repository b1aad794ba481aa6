package io.github.tokencache.examples.studylog.sessions;

/** Something that was sent is not what it must be; the message is for who sent it. */
final class InvalidInputException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    InvalidInputException(String message) {
        super(message);
    }
}
