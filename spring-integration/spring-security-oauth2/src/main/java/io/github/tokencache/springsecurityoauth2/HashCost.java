package io.github.tokencache.springsecurityoauth2;

import io.github.tokencache.EntryCodecException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Bounds the work of taking the hash codes of what a stream consists of. A stream says in a few bytes that a set holds
 * another one twice; some dozens of such sets in each other take ages, and the first to ask is the set that reads them.
 * Objects are added when they are complete, those they hold before them. What is held only once costs at most the limits
 * of the stream and never comes near the bound. For one stream and one thread.
 */
final class HashCost {
    static final long MAX_STEPS = 1_000_000;

    private static final ClassValue<List<Field>> FIELDS = new ClassValue<>() {
        @Override
        protected List<Field> computeValue(Class<?> type) {
            return fields(type);
        }
    };

    private final IdentityHashMap<Object, Long> steps = new IdentityHashMap<>();
    private long total;

    /** Adds an object, whose parts are known unless it is part of itself. */
    void add(Object object) {
        long own = 1;
        for (Object part : parts(object)) {
            own += part == null ? 0 : steps.getOrDefault(part, 1L);
        }
        if (own == 1) {
            return;
        }
        steps.put(object, own);
        total += own;
        if (total > MAX_STEPS) {
            throw new EntryCodecException(
                    "hash codes of a serialized part must take at most " + MAX_STEPS + " steps, but took more");
        }
    }

    /** Other collections than the JDK's are taken by their fields: to iterate them may do anything. */
    private static Collection<? extends @Nullable Object> parts(Object object) {
        boolean known = object.getClass().getName().startsWith("java.util.");
        if (known && object instanceof Collection<?> collection) {
            return collection;
        }
        if (known && object instanceof Map<?, ?> map) {
            List<@Nullable Object> parts = new ArrayList<>(map.keySet());
            parts.addAll(map.values());
            return parts;
        }
        return object instanceof Object[] array ? Arrays.asList(array) : values(object);
    }

    private static List<@Nullable Object> values(Object object) {
        List<@Nullable Object> values = new ArrayList<>();
        for (Field field : FIELDS.get(object.getClass())) {
            try {
                values.add(field.get(object));
            } catch (IllegalAccessException e) {
                throw new IllegalStateException(e);
            }
        }
        return values;
    }

    /** Those that can be opened: the JDK's are closed, and only its collections hash what others put in. */
    private static List<Field> fields(Class<?> type) {
        List<Field> fields = new ArrayList<>();
        for (Class<?> owner = type; owner != null; owner = owner.getSuperclass()) {
            for (Field field : owner.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers())
                        && !field.getType().isPrimitive()
                        && field.trySetAccessible()) {
                    fields.add(field);
                }
            }
        }
        return List.copyOf(fields);
    }
}
