package io.github.tokencache.springsecurityoauth2;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The shapes of strings, numbers, dates and collections. The order is kept wherever the type promises one. */
final class JdkShapes {
    /** How many elements room is made for before they are seen: a count costs a forger nothing. */
    static final int FIRST_ROOM = 1_024;

    private JdkShapes() {}

    static List<Shape<?>> all() {
        List<Shape<?>> shapes = new ArrayList<>();
        addScalars(shapes);
        addMutable(shapes);
        addConstants(shapes);
        addUnmodifiable(shapes);
        addSingletons(shapes);
        return shapes;
    }

    @SuppressWarnings("JavaUtilDate") // Spring's tokens have it
    private static void addScalars(List<Shape<?>> shapes) {
        shapes.add(Shape.of(2, String.class, PartWriter::string, reader -> requireNonNull(reader.string())));
        shapes.add(Shape.of(3, Boolean.class, PartWriter::flag, PartReader::flag));
        shapes.add(Shape.of(
                4, Integer.class, (writer, value) -> writer.signed(value), reader -> Math.toIntExact(reader.signed())));
        shapes.add(Shape.of(5, Long.class, PartWriter::signed, PartReader::signed));
        shapes.add(Shape.of(
                6,
                Double.class,
                (writer, value) -> writer.number(Double.doubleToRawLongBits(value)),
                reader -> Double.longBitsToDouble(reader.number())));
        shapes.add(Shape.of(
                7, Date.class, (writer, date) -> writer.signed(date.getTime()), reader -> new Date(reader.signed())));
    }

    private static void addMutable(List<Shape<?>> shapes) {
        shapes.add(Shape.<List<@Nullable Object>>like(8, new ArrayList<>(), PartWriter::values, JdkShapes::list));
        shapes.add(Shape.<Set<@Nullable Object>>like(9, new LinkedHashSet<>(), PartWriter::values, JdkShapes::linkedSet)
                .where(PartWriter::areFound));
        shapes.add(Shape.like(10, new HashSet<@Nullable Object>(), PartWriter::unorderedValues, reader -> {
                    int count = reader.count();
                    return reader.values(count, new HashSet<>(capacity(count)));
                })
                .where(PartWriter::areFound));
        shapes.add(Shape.like(
                        11,
                        new TreeSet<@Nullable Object>(),
                        PartWriter::values,
                        reader -> reader.values(reader.count(), new TreeSet<>()))
                .where(set -> set.comparator() == null));
        shapes.add(Shape.<Map<@Nullable Object, @Nullable Object>>like(
                        12, new LinkedHashMap<>(), PartWriter::entries, JdkShapes::linkedMap)
                .where(map -> PartWriter.areFound(map.keySet())));
        shapes.add(Shape.like(
                        13, new HashMap<@Nullable Object, @Nullable Object>(), PartWriter::unorderedEntries, reader -> {
                            int count = reader.count();
                            return reader.entries(count, new HashMap<>(capacity(count)));
                        })
                .where(map -> PartWriter.areFound(map.keySet())));
        shapes.add(Shape.like(
                        14,
                        new TreeMap<@Nullable Object, @Nullable Object>(),
                        PartWriter::entries,
                        reader -> reader.entries(reader.count(), new TreeMap<>()))
                .where(map -> map.comparator() == null));
    }

    private static void addConstants(List<Shape<?>> shapes) {
        shapes.add(constant(15, Collections::emptyList));
        shapes.add(constant(16, Collections::emptySet));
        shapes.add(constant(17, Collections::emptyMap));
    }

    private static Shape<Object> constant(int tag, Supplier<Object> value) {
        return Shape.like(tag, value.get(), (writer, constant) -> {}, reader -> value.get());
    }

    /** What is inside cannot be seen, so it becomes the linked kind, which keeps the order of any. */
    private static void addUnmodifiable(List<Shape<?>> shapes) {
        shapes.add(Shape.<Collection<@Nullable Object>>like(
                18,
                Collections.unmodifiableCollection(new ArrayList<>()),
                PartWriter::values,
                reader -> Collections.unmodifiableCollection(list(reader))));
        shapes.add(Shape.<List<@Nullable Object>>like(
                19,
                Collections.unmodifiableList(new ArrayList<>()),
                PartWriter::values,
                reader -> Collections.unmodifiableList(list(reader))));
        shapes.add(Shape.<Set<@Nullable Object>>like(
                        20,
                        Collections.unmodifiableSet(new HashSet<>()),
                        PartWriter::values,
                        reader -> Collections.unmodifiableSet(linkedSet(reader)))
                .where(PartWriter::areFound));
        shapes.add(Shape.<Map<@Nullable Object, @Nullable Object>>like(
                        21,
                        Collections.unmodifiableMap(new HashMap<>()),
                        PartWriter::entries,
                        reader -> Collections.unmodifiableMap(linkedMap(reader)))
                .where(map -> PartWriter.areFound(map.keySet())));
    }

    private static void addSingletons(List<Shape<?>> shapes) {
        shapes.add(Shape.<Set<@Nullable Object>>like(
                22,
                Collections.singleton(null),
                (writer, set) -> writer.value(set.iterator().next()),
                reader -> Collections.singleton(reader.value())));
        shapes.add(Shape.<List<@Nullable Object>>like(
                23,
                Collections.singletonList(null),
                (writer, list) -> writer.value(list.get(0)),
                reader -> Collections.singletonList(reader.value())));
        shapes.add(Shape.<Map<@Nullable Object, @Nullable Object>>like(
                24,
                Collections.singletonMap(null, null),
                (writer, map) -> map.forEach((key, value) -> {
                    writer.value(key);
                    writer.value(value);
                }),
                reader -> Collections.singletonMap(reader.value(), reader.value())));
    }

    private static List<@Nullable Object> list(PartReader reader) {
        int count = reader.count();
        return reader.values(count, new ArrayList<>(Math.min(count, FIRST_ROOM)));
    }

    private static Set<@Nullable Object> linkedSet(PartReader reader) {
        int count = reader.count();
        return reader.values(count, new LinkedHashSet<>(capacity(count)));
    }

    private static Map<@Nullable Object, @Nullable Object> linkedMap(PartReader reader) {
        int count = reader.count();
        return reader.entries(count, new LinkedHashMap<>(capacity(count)));
    }

    /** Of a hash table, to begin with. */
    static int capacity(int size) {
        return Math.min(size, FIRST_ROOM) * 4 / 3 + 1;
    }
}
