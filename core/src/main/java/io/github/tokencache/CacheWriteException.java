package io.github.tokencache;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A write could not be made final in the cache. {@link #changed()} tells whether the delegate was changed: false means
 * nothing was, and the call can be repeated (a revocation endpoint answers 503 with Retry-After, RFC 7009 section 2.2.1);
 * true means the delegate has the change while a reader may still be served the old value, at most for
 * {@link #staleFor()}. The message names no raw token.
 */
public class CacheWriteException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final WriteKind kind;
    private final String backend;
    private final boolean changed;
    private final Duration staleFor;

    private CacheWriteException(
            String message, WriteKind kind, String backend, Duration staleFor, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
        this.backend = backend;
        this.changed = !staleFor.isZero();
        this.staleFor = staleFor;
    }

    static CacheWriteException refused(WriteKind kind, String backend, @Nullable Throwable cause) {
        String message =
                ("Nothing was changed, because the cache '%s' could not be told of '%s'; repeat it when the cache"
                                + " is back, and let a revocation endpoint answer 503 with Retry-After")
                        .formatted(backend, kind.label());
        return new CacheWriteException(message, kind, backend, Duration.ZERO, cause);
    }

    static CacheWriteException unconfirmed(
            WriteKind kind, String backend, Duration staleFor, @Nullable Throwable cause) {
        String message =
                ("The change is made, but the cache '%s' could not confirm the end of '%s'; an old value may be"
                                + " served for at most %s")
                        .formatted(backend, kind.label(), staleFor);
        return new CacheWriteException(message, kind, backend, staleFor, cause);
    }

    static CacheWriteException interrupted(
            WriteKind kind, String backend, Duration staleFor, InterruptedException cause) {
        String message =
                ("The change is made, but the wait for the cache '%s' after '%s' was interrupted; an old value may"
                                + " be served for at most %s")
                        .formatted(backend, kind.label(), staleFor);
        return new CacheWriteException(message, kind, backend, staleFor, cause);
    }

    /**
     * What was written.
     *
     * @return the kind of write
     */
    public WriteKind kind() {
        return kind;
    }

    /**
     * Which backend could not be told.
     *
     * @return its description, without a secret
     */
    public String backend() {
        return backend;
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
