package io.github.tokencache;

/** A backend could not do, or could not confirm, an operation. The message names no raw token. */
public class CacheBackendException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * A fault.
     *
     * @param message what is wrong, where, and what to do
     */
    public CacheBackendException(String message) {
        super(message);
    }

    /**
     * A fault with its cause.
     *
     * @param message what is wrong, where, and what to do
     * @param cause the cause
     */
    public CacheBackendException(String message, Throwable cause) {
        super(message, cause);
    }
}
