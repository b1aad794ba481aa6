package io.github.tokencache;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A write that went on although it could not begin. Its state belongs to the {@link Breaker} and its lock. */
final class Deferral {
    private final Writer writer;
    private final Set<TokenKey> names = new HashSet<>();

    /** What was begun late, while the write was still open. */
    private @Nullable OpenWrite begun;

    /** There was no room for its names. */
    private boolean unnamed;

    Deferral(Writer writer) {
        this.writer = writer;
    }

    Writer writer() {
        return writer;
    }

    Set<TokenKey> names() {
        return names;
    }

    boolean isUnnamed() {
        return unnamed;
    }

    void forgetNames() {
        names.clear();
        unnamed = true;
    }

    @Nullable OpenWrite begun() {
        return begun;
    }

    void begunLate(OpenWrite write) {
        Set<TokenKey> keys = new HashSet<>(write.keys());
        if (begun != null) {
            keys.addAll(begun.keys());
        }
        begun = new OpenWrite(writer, keys);
    }
}
