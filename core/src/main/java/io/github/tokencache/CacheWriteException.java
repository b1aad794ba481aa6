package io.github.tokencache;

import java.time.Duration;

/**
 * A write could not be made final in the cache. {@link #changed()} tells whether the delegate was changed: false means
 * nothing was, and the call can be repeated; true means the delegate has the change while a reader may still be served
 * the old value, at most for {@link #staleFor()}. The message names no raw token.
 */
public class CacheWriteException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean changed;
    private final Duration staleFor;

    CacheWriteException(String message, boolean changed, Duration staleFor, CacheBackendException cause) {
        super(message, cause);
        this.changed = changed;
        this.staleFor = staleFor;
    }

    /**
     * Whether the delegate was changed.
     *
     * @return true if it was
     */
    public boolean changed() {
        return changed;
    }

    /**
     * The longest time for which the old value may still be served.
     *
     * @return the time, zero if nothing was changed
     */
    public Duration staleFor() {
        return staleFor;
    }
}
