package io.github.tokencache.springsecurityoauth2;

import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * How the values of one exact class are written and read back.
 *
 * @param tag the number of this shape in the written form, never given to another
 * @param type the class
 * @param fits whether a value comes back as it is; others are serialized
 * @param writing writes the parts of a value
 * @param reading makes a value from its parts
 */
record Shape<T>(
        int tag, Class<T> type, Predicate<T> fits, BiConsumer<PartWriter, T> writing, Function<PartReader, T> reading) {

    static <T> Shape<T> of(int tag, Class<T> type, BiConsumer<PartWriter, T> writing, Function<PartReader, T> reading) {
        return new Shape<>(tag, type, value -> true, writing, reading);
    }

    /** The shape of a class whose name cannot be written, or only without its type parameters. */
    @SuppressWarnings("unchecked") // the sample has the class
    static <T> Shape<T> like(int tag, T sample, BiConsumer<PartWriter, T> writing, Function<PartReader, T> reading) {
        return of(tag, (Class<T>) sample.getClass(), writing, reading);
    }

    Shape<T> where(Predicate<T> condition) {
        return new Shape<>(tag, type, condition, writing, reading);
    }
}
