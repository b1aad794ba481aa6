package io.github.tokencache.springsecurityoauth2;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A serialized object in a row: the object, or why it cannot be read.
 *
 * @param value the object, null where it was null when it was serialized or where it cannot be read
 * @param failure why it cannot be read, or null
 */
record Column<T>(@Nullable T value, @Nullable RuntimeException failure) {

    static <T> Column<T> of(Supplier<? extends @Nullable T> deserialized) {
        try {
            return new Column<>(deserialized.get(), null);
        } catch (RuntimeException e) {
            return new Column<>(null, e);
        }
    }

    /** Without the object, which may be a token. */
    @Override
    public String toString() {
        return "Column[...]";
    }

    boolean isReadable() {
        return failure == null;
    }

    /** The object, or null after the removal of what will never be readable; other failures pass, as in Spring's store. */
    @Nullable T orRemove(Runnable removal) {
        if (failure instanceof IllegalArgumentException) {
            removal.run();
        } else if (failure != null) {
            throw failure;
        }
        return value;
    }

    /** As {@link #orRemove}, for a column that other readers may have got too. */
    @Nullable T copyOrRemove(Runnable removal) {
        T shared = orRemove(removal);
        return shared == null ? null : Copies.copy(shared);
    }
}
