package io.github.tokencache.springsecurityoauth2;

import io.github.tokencache.EntryCodecException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/**
 * JDK serialization of allowed classes, for what has no shape of its own, with the accidents taken out: a fresh object
 * and the same object read back differ in the capacity of their hash tables and in which of their equal strings are one
 * object. A round trip evens out the former, and equal immutable parts are written as one. The round trip also finds a
 * class that could not be read again before its bytes go anywhere.
 */
record SerializedParts(AllowList allowed) {

    byte[] write(Object value) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
            try (ObjectOutputStream stream = new ObjectOutputStream(bytes)) {
                stream.writeObject(value);
            }
            return canonical(read(bytes.toByteArray()));
        } catch (IOException e) {
            throw new EntryCodecException(
                    "class " + value.getClass().getName() + " must be serializable with all it holds, but was not", e);
        }
    }

    private static byte[] canonical(Object value) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
        try (ObjectOutputStream stream = new CanonicalStream(bytes)) {
            stream.writeObject(value);
        }
        return bytes.toByteArray();
    }

    /** A set that lies in itself has no hash code, and a class may miss one of its own: neither is a reader's fault. */
    Object read(byte[] bytes) {
        try (AllowedObjectInputStream stream = new AllowedObjectInputStream(bytes, allowed)) {
            Object value = stream.readObject();
            if (value == null) {
                throw PartReader.malformed();
            }
            return value;
        } catch (IOException | ClassNotFoundException | LinkageError | StackOverflowError e) {
            // The errors are of the bytes: a class this node cannot link, or a set in itself whose hash code has no
            // end.
            throw new EntryCodecException("serialized part must be readable within the limits, but was not", e);
        }
    }

    /** Writes equal immutable objects as one. */
    private static final class CanonicalStream extends ObjectOutputStream {
        private static final Set<Class<?>> IMMUTABLE =
                Set.of(String.class, SimpleGrantedAuthority.class, Integer.class, Long.class, Boolean.class);

        private final Map<Object, Object> written = new HashMap<>();

        CanonicalStream(ByteArrayOutputStream bytes) throws IOException {
            super(bytes);
            enableReplaceObject(true);
        }

        @Override
        protected @Nullable Object replaceObject(@Nullable Object object) {
            if (object == null || !IMMUTABLE.contains(object.getClass())) {
                return object;
            }
            Object first = written.putIfAbsent(object, object);
            return first == null ? object : first;
        }
    }
}
