package io.github.tokencache.springsecurityoauth2;

import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.springframework.security.oauth2.common.util.SerializationUtils;

/**
 * Copies that share nothing mutable with the original: by structure for the types that tokens, authentications and
 * clients are made of, decided by the exact class; by the framework's own serialization, which is what a JDBC store does,
 * for every other type.
 */
final class Copies {
    private static final Map<Class<?>, UnaryOperator<Object>> BY_CLASS = copiers();

    private Copies() {}

    private static Map<Class<?>, UnaryOperator<Object>> copiers() {
        Map<Class<?>, UnaryOperator<Object>> copiers = new HashMap<>();
        JdkCopies.register(copiers);
        SecurityCopies.register(copiers);
        OAuth2Copies.register(copiers);
        return Map.copyOf(copiers);
    }

    /**
     * A copy.
     *
     * @param original the original
     * @return its copy; the original itself where that is immutable
     * @throws RuntimeException if it can be neither taken apart nor serialized
     */
    @SuppressWarnings("unchecked") // every copier answers with the class it was given
    static <T> T copy(T original) {
        if (original == null || original instanceof String || original instanceof Enum) {
            return original;
        }
        UnaryOperator<Object> copier = BY_CLASS.get(original.getClass());
        return copier == null ? serialized(original) : (T) copier.apply(original);
    }

    static <T> T serialized(T original) {
        return SerializationUtils.deserialize(SerializationUtils.serialize(original));
    }

    @SuppressWarnings("unchecked") // the copier is only asked for originals of this class
    static <T> void put(Map<Class<?>, UnaryOperator<Object>> copiers, Class<T> type, UnaryOperator<T> copier) {
        copiers.put(type, original -> copier.apply((T) original));
    }
}
