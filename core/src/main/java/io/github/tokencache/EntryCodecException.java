package io.github.tokencache;

/** Bytes that cannot be read or a value that cannot be written. The message names no raw token. */
public class EntryCodecException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * A fault.
     *
     * @param message what is wrong and what to do
     */
    public EntryCodecException(String message) {
        super(message);
    }

    /**
     * A fault with its cause.
     *
     * @param message what is wrong and what to do
     * @param cause the cause
     */
    public EntryCodecException(String message, Throwable cause) {
        super(message, cause);
    }
}
