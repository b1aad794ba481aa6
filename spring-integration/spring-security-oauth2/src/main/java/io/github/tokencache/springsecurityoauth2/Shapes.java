package io.github.tokencache.springsecurityoauth2;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The shapes of what tokens, authentications and clients are made of. Everything else is serialized. */
final class Shapes {
    static final int NULL = 0;
    static final int SERIALIZED = 1;

    private static final Map<Class<?>, Shape<?>> BY_CLASS = new HashMap<>();
    private static final @Nullable Shape<?>[] BY_TAG = new Shape<?>[64];

    static {
        List<Shape<?>> shapes = new ArrayList<>();
        shapes.addAll(JdkShapes.all());
        shapes.addAll(SecurityShapes.all());
        shapes.addAll(OAuth2Shapes.all());
        for (Shape<?> shape : shapes) {
            if (BY_CLASS.put(shape.type(), shape) != null || BY_TAG[shape.tag()] != null) {
                throw new IllegalStateException("shape " + shape.tag() + " must be the only one, but was not");
            }
            BY_TAG[shape.tag()] = shape;
        }
    }

    private Shapes() {}

    /** The shape of a value that it gives back as it is; null if it has none. */
    @SuppressWarnings("unchecked") // registered under its own class
    static @Nullable Shape<Object> fitting(Object value) {
        Shape<Object> shape = (Shape<Object>) BY_CLASS.get(value.getClass());
        return shape == null || !shape.fits().test(value) ? null : shape;
    }

    static @Nullable Shape<?> tagged(int tag) {
        return tag < BY_TAG.length ? BY_TAG[tag] : null;
    }
}
