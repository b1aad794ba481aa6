package io.github.tokencache.examples.studylog.lab;

/** An experiment that can not be made. */
final class LabException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;

    LabException(int status, String code, String message) {
        super(message);
        this.status = status;
        this.code = code;
    }

    int status() {
        return status;
    }

    /** What the page tells it by. */
    String code() {
        return code;
    }
}
