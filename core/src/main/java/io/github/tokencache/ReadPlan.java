package io.github.tokencache;

import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What one read wants: how to load, what to leave in the cell, and what the caller gets of a cached, of an own and of a
 * shared object.
 *
 * @param <V> the type of cached values
 * @param <S> the type of what is loaded
 * @param <T> the type of the answer
 */
interface ReadPlan<V, S, T> {

    @Nullable S load();

    S copy(S loaded);

    /** Whether what is loaded is what the cell then holds, so that a write which removes it finds it there. */
    boolean isWholeInCell();

    /** The content for a loaded object that is shared from now on. */
    Cell.Content<V> content(S shared, Fills<V> fills);

    @Nullable T hit(V cached);

    @Nullable T own(S loaded);

    @Nullable T joined(S shared);

    /** Reads a value by its own name. */
    record ByName<V, T>(
            TokenKey name,
            EntryModel<V> model,
            View<V, T> view,
            LoadLimit limit,
            Supplier<? extends @Nullable V> loader)
            implements ReadPlan<V, V, T> {

        @Override
        public @Nullable V load() {
            return limit.load(name, loader);
        }

        @Override
        public V copy(V loaded) {
            return model.copy(loaded);
        }

        @Override
        public boolean isWholeInCell() {
            return true;
        }

        @Override
        public Cell.Content<V> content(V shared, Fills<V> fills) {
            return model.holds(shared, name) ? fills.content(shared) : new Cell.Absent<>();
        }

        @Override
        public @Nullable T hit(V cached) {
            return view.copyOf(cached);
        }

        @Override
        public @Nullable T own(V loaded) {
            return view.of(loaded);
        }

        @Override
        public @Nullable T joined(V shared) {
            return view.copyOf(shared);
        }
    }

    /** Reads a part of a value by an alias; the load gives the part alone, and leaves a pointer to the value. */
    record ByAlias<V, T>(
            TokenKey alias,
            View<V, T> view,
            Function<? super T, TokenKey> identity,
            LoadLimit limit,
            Supplier<? extends @Nullable T> loader)
            implements ReadPlan<V, T, T> {

        @Override
        public @Nullable T load() {
            return limit.load(alias, loader);
        }

        @Override
        public T copy(T loaded) {
            return view.copy().apply(loaded);
        }

        @Override
        public boolean isWholeInCell() {
            return false;
        }

        @Override
        public Cell.Content<V> content(T shared, Fills<V> fills) {
            return new Cell.Pointer<>(identity.apply(shared));
        }

        @Override
        public @Nullable T hit(V cached) {
            return view.copyOf(cached);
        }

        @Override
        public T own(T loaded) {
            return loaded;
        }

        @Override
        public T joined(T shared) {
            return view.copy().apply(shared);
        }
    }
}
