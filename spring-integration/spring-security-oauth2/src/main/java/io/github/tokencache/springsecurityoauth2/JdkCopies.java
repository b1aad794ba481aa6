package io.github.tokencache.springsecurityoauth2;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** Copies of dates, collections and maps. The order is kept wherever the type promises one. */
final class JdkCopies {
    private static final List<Class<?>> IMMUTABLE = List.of(
            Boolean.class,
            Character.class,
            Byte.class,
            Short.class,
            Integer.class,
            Long.class,
            Float.class,
            Double.class,
            BigInteger.class,
            BigDecimal.class,
            UUID.class,
            URI.class,
            Locale.class,
            Instant.class,
            Duration.class,
            LocalDate.class,
            LocalDateTime.class,
            OffsetDateTime.class,
            ZonedDateTime.class,
            Collections.emptySet().getClass(),
            Collections.emptyList().getClass(),
            Collections.emptyMap().getClass());

    private JdkCopies() {}

    @SuppressWarnings("JavaUtilDate") // Spring's tokens have it
    static void register(Map<Class<?>, UnaryOperator<Object>> copiers) {
        IMMUTABLE.forEach(type -> copiers.put(type, original -> original));
        Copies.put(copiers, Date.class, date -> new Date(date.getTime()));
        registerMutable(copiers);
        registerUnmodifiable(copiers);
        registerSingletons(copiers);
    }

    private static void registerMutable(Map<Class<?>, UnaryOperator<Object>> copiers) {
        Copies.put(copiers, ArrayList.class, list -> into(new ArrayList<>(list.size()), list));
        Copies.put(copiers, HashSet.class, set -> into(new HashSet<>(capacity(set.size())), set));
        Copies.put(copiers, LinkedHashSet.class, set -> into(new LinkedHashSet<>(capacity(set.size())), set));
        Copies.put(copiers, HashMap.class, map -> into(new HashMap<>(capacity(map.size())), map));
        Copies.put(copiers, LinkedHashMap.class, map -> into(new LinkedHashMap<>(capacity(map.size())), map));
        Copies.put(
                copiers,
                TreeSet.class,
                set -> set.comparator() == null ? into(new TreeSet<>(), set) : Copies.serialized(set));
        Copies.put(
                copiers,
                TreeMap.class,
                map -> map.comparator() == null ? into(new TreeMap<>(), map) : Copies.serialized(map));
    }

    /** What is inside cannot be seen, so it becomes the linked kind, which keeps the order of any. */
    private static void registerUnmodifiable(Map<Class<?>, UnaryOperator<Object>> copiers) {
        register(
                copiers,
                Collections.unmodifiableCollection(new ArrayList<>()),
                values -> Collections.unmodifiableCollection(into(new ArrayList<>(values.size()), values)));
        register(
                copiers,
                Collections.unmodifiableList(new ArrayList<>()),
                list -> Collections.unmodifiableList(into(new ArrayList<>(list.size()), list)));
        register(
                copiers,
                Collections.unmodifiableSet(new HashSet<>()),
                set -> Collections.unmodifiableSet(into(new LinkedHashSet<>(capacity(set.size())), set)));
        register(
                copiers,
                Collections.unmodifiableMap(new HashMap<>()),
                map -> Collections.unmodifiableMap(into(new LinkedHashMap<>(capacity(map.size())), map)));
    }

    private static void registerSingletons(Map<Class<?>, UnaryOperator<Object>> copiers) {
        register(
                copiers,
                Collections.singleton((Object) ""),
                set -> Collections.singleton(Copies.copy(set.iterator().next())));
        register(
                copiers,
                Collections.singletonList((Object) ""),
                list -> Collections.singletonList(Copies.copy(list.get(0))));
        register(copiers, Collections.singletonMap((Object) "", (Object) ""), map -> {
            Map.Entry<Object, Object> entry = map.entrySet().iterator().next();
            return Collections.singletonMap(Copies.copy(entry.getKey()), Copies.copy(entry.getValue()));
        });
    }

    @SuppressWarnings("unchecked") // the classes of these wrappers have no name that could be written
    private static <T> void register(Map<Class<?>, UnaryOperator<Object>> copiers, T sample, UnaryOperator<T> copier) {
        copiers.put(sample.getClass(), original -> copier.apply((T) original));
    }

    private static <C extends Collection<Object>> C into(C copy, Collection<?> original) {
        for (Object element : original) {
            copy.add(Copies.copy(element));
        }
        return copy;
    }

    private static <M extends Map<Object, Object>> M into(M copy, Map<?, ?> original) {
        original.forEach((key, value) -> copy.put(Copies.copy(key), Copies.copy(value)));
        return copy;
    }

    private static int capacity(int size) {
        return size * 4 / 3 + 1;
    }
}
