package io.github.tokencache.springsecurityoauth2;

import io.github.tokencache.EntryCodecException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a {@link PartWriter} wrote. What it makes of any bytes is bounded by their number: no count is believed that
 * is larger than what is left. For one value and one thread.
 */
final class PartReader {
    static final String MALFORMED = "payload must be as this codec wrote it, but was not";

    private final byte[] bytes;
    private final SerializedParts serialized;
    private @Nullable String[] strings = new String[32];
    private int known;
    private int position;
    private int depth;

    PartReader(byte[] bytes, SerializedParts serialized) {
        this.bytes = bytes;
        this.serialized = serialized;
    }

    void end() {
        if (position != bytes.length) {
            throw malformed();
        }
    }

    @Nullable Object value() {
        int tag = octet();
        if (tag == Shapes.NULL) {
            return null;
        }
        if (++depth > PartWriter.MAX_DEPTH) {
            throw malformed();
        }
        Object value = tag == Shapes.SERIALIZED ? serialized.read(raw()) : shaped(tag);
        depth--;
        return value;
    }

    private Object shaped(int tag) {
        Shape<?> shape = Shapes.tagged(tag);
        if (shape == null) {
            throw malformed();
        }
        return shape.reading().apply(this);
    }

    /** A value of a type, or null. */
    <T> @Nullable T value(Class<T> type) {
        return type.cast(value());
    }

    /** A value of a type that is not null. */
    <T> T required(Class<T> type) {
        T value = value(type);
        if (value == null) {
            throw malformed();
        }
        return value;
    }

    <C extends Collection<@Nullable Object>> C values(int count, C values) {
        boolean keys = values instanceof Set;
        for (int i = 0; i < count; i++) {
            Object value = value();
            values.add(keys ? key(value, count) : value);
        }
        return values;
    }

    /** Equal hash codes are cheap to make: keys that cannot be compared would then be searched one by one. */
    private static @Nullable Object key(@Nullable Object key, int count) {
        if (count > PartWriter.MAX_KEYS && !PartWriter.isOrdered(key)) {
            throw malformed();
        }
        return key;
    }

    <M extends Map<@Nullable Object, @Nullable Object>> M entries(int count, M map) {
        for (int i = 0; i < count; i++) {
            map.put(key(value(), count), value());
        }
        return map;
    }

    <C extends Collection<@Nullable String>> C strings(int count, C values) {
        for (int i = 0; i < count; i++) {
            values.add(string());
        }
        return values;
    }

    @Nullable String string() {
        long head = number();
        int kind = (int) (head & 3);
        if (kind == PartWriter.NONE) {
            return null;
        }
        if (kind == PartWriter.REPEATED) {
            return repeated(head >>> 2);
        }
        boolean latin = kind == PartWriter.LATIN;
        int length = bounded(head >>> 2, latin ? 1 : 2);
        String value =
                latin ? new String(bytes, position, length, StandardCharsets.ISO_8859_1) : new String(units(length));
        position += latin ? length : length * 2;
        remember(value);
        return value;
    }

    private char[] units(int length) {
        char[] units = new char[length];
        for (int i = 0; i < length; i++) {
            units[i] = (char) (((bytes[position + 2 * i] & 0xFF) << 8) | (bytes[position + 2 * i + 1] & 0xFF));
        }
        return units;
    }

    private @Nullable String repeated(long index) {
        if (index >= known) {
            throw malformed();
        }
        return strings[(int) index];
    }

    private void remember(String value) {
        if (known == strings.length) {
            strings = Arrays.copyOf(strings, known * 2);
        }
        strings[known++] = value;
    }

    boolean flag() {
        return octet() != 0;
    }

    /** How many parts follow, of at least one byte each. */
    int count() {
        return bounded(number(), 1);
    }

    long signed() {
        long value = number();
        return (value >>> 1) ^ -(value & 1);
    }

    long number() {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            int octet = octet();
            value |= (octet & 0x7FL) << shift;
            if (octet < 0x80) {
                return value;
            }
        }
        throw malformed();
    }

    private byte[] raw() {
        int length = count();
        position += length;
        return Arrays.copyOfRange(bytes, position - length, position);
    }

    private int octet() {
        if (position == bytes.length) {
            throw malformed();
        }
        return bytes[position++] & 0xFF;
    }

    private int bounded(long count, int width) {
        if (count < 0 || count > (bytes.length - position) / width) {
            throw malformed();
        }
        return (int) count;
    }

    static EntryCodecException malformed() {
        return new EntryCodecException(MALFORMED);
    }
}
