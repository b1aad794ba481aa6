package io.github.tokencache.springsecurityoauth2;

import io.github.tokencache.EntryCodecException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes values by their {@linkplain Shapes shapes}. Numbers take as many bytes as they need; a string is written once and
 * is a number from then on. For one value and one thread.
 */
final class PartWriter {
    /** How deep values may lie in each other. */
    static final int MAX_DEPTH = 64;

    /** How many keys that cannot be compared a set or map may have. */
    static final int MAX_KEYS = 1_000;

    static final int REPEATED = 0;
    static final int LATIN = 1;
    static final int UTF_16 = 2;
    static final int NONE = 3;

    private final SerializedParts serialized;
    private final Map<String, Integer> strings = new HashMap<>();
    private byte[] bytes = new byte[512];
    private int size;
    private int depth;

    PartWriter(SerializedParts serialized) {
        this.serialized = serialized;
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }

    void value(@Nullable Object value) {
        if (value == null) {
            number(Shapes.NULL);
            return;
        }
        if (++depth > MAX_DEPTH) {
            throw new EntryCodecException(
                    "values must lie at most " + MAX_DEPTH + " deep in each other, but were deeper");
        }
        Shape<Object> shape = Shapes.fitting(value);
        if (shape == null) {
            number(Shapes.SERIALIZED);
            raw(serialized.write(value));
        } else {
            number(shape.tag());
            shape.writing().accept(this, value);
        }
        depth--;
    }

    void values(Collection<?> values) {
        number(values.size());
        values.forEach(this::value);
    }

    void entries(Map<?, ?> map) {
        number(map.size());
        map.forEach((key, value) -> {
            value(key);
            value(value);
        });
    }

    /** Whether a set or map finds these keys fast, whatever their hash codes. */
    static boolean areFound(Collection<?> keys) {
        return keys.size() <= MAX_KEYS || keys.stream().allMatch(PartWriter::isOrdered);
    }

    static boolean isOrdered(@Nullable Object key) {
        return key == null || key instanceof Comparable;
    }

    /** In an order of their own, where the collection promises none. */
    void unorderedValues(Collection<?> values) {
        values(inOrder(values));
    }

    /** In the order of the keys, where the map promises none. */
    void unorderedEntries(Map<?, ?> map) {
        number(map.size());
        inOrder(map.keySet()).forEach(key -> {
            value(key);
            value(map.get(key));
        });
    }

    /** Other elements than strings keep the order they happen to have: no order suits all. */
    private static Collection<?> inOrder(Collection<?> values) {
        if (values.size() < 2 || !values.stream().allMatch(String.class::isInstance)) {
            return values;
        }
        return sorted(values.stream().map(String.class::cast).toList());
    }

    static List<@Nullable String> sorted(Collection<@Nullable String> values) {
        String[] sorted = values.toArray(new String[0]);
        Arrays.sort(sorted, Comparator.nullsFirst(Comparator.naturalOrder()));
        return Arrays.asList(sorted);
    }

    void strings(Collection<@Nullable String> values) {
        number(values.size());
        values.forEach(this::string);
    }

    void string(@Nullable String value) {
        if (value == null) {
            number(NONE);
            return;
        }
        Integer known = strings.putIfAbsent(value, strings.size());
        if (known != null) {
            number(((long) known << 2) | REPEATED);
        } else if (isLatin(value)) {
            number(((long) value.length() << 2) | LATIN);
            append(value.getBytes(StandardCharsets.ISO_8859_1));
        } else {
            number(((long) value.length() << 2) | UTF_16);
            value.chars().forEach(this::unit);
        }
    }

    private static boolean isLatin(String value) {
        return value.chars().allMatch(unit -> unit <= 0xFF);
    }

    /** By hand: an encoder would replace half of a surrogate pair. */
    private void unit(int unit) {
        octet(unit >> 8);
        octet(unit);
    }

    void flag(boolean value) {
        octet(value ? 1 : 0);
    }

    /** A number of either sign. */
    void signed(long value) {
        number((value << 1) ^ (value >> 63));
    }

    /** A number, short if it is small; a negative one takes ten bytes. */
    void number(long value) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            octet((int) rest | 0x80);
            rest >>>= 7;
        }
        octet((int) rest);
    }

    void raw(byte[] value) {
        number(value.length);
        append(value);
    }

    private void append(byte[] value) {
        reserve(value.length);
        System.arraycopy(value, 0, bytes, size, value.length);
        size += value.length;
    }

    private void octet(int value) {
        reserve(1);
        bytes[size++] = (byte) value;
    }

    private void reserve(int count) {
        if (bytes.length - size < count) {
            int needed = Math.addExact(size, count);
            bytes = Arrays.copyOf(bytes, Math.max(needed, (int) Math.min(size * 2L, Integer.MAX_VALUE - 8)));
        }
    }
}
