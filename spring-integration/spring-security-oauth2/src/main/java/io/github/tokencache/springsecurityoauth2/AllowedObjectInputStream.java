package io.github.tokencache.springsecurityoauth2;

import io.github.tokencache.EntryCodecException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.ObjectInputFilter;
import java.io.ObjectStreamClass;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ConfigurableObjectInputStream;
import org.springframework.util.ClassUtils;

/**
 * Reads objects of allowed classes. A class is refused by its name, before it is loaded: the filter of the JDK is asked
 * only afterwards, and is here for the limits alone.
 */
final class AllowedObjectInputStream extends ConfigurableObjectInputStream {
    private static final int MAX_ARRAY = 1 << 20;
    private static final int MAX_NAME = 256;

    private final AllowList allowed;
    private final HashCost cost = new HashCost();

    AllowedObjectInputStream(byte[] bytes, AllowList allowed) throws IOException {
        super(new ByteArrayInputStream(bytes), ClassUtils.getDefaultClassLoader(), false);
        this.allowed = allowed;
        setObjectInputFilter(new Room(bytes.length));
        enableResolveObject(true);
    }

    /** An array is allocated before its elements are read, so none may be longer than the bytes could fill. */
    private static ObjectInputFilter limits(int length) {
        long longest = Math.min(MAX_ARRAY, 2L * length);
        return ObjectInputFilter.Config.createFilter("maxdepth=64;maxrefs=10000;maxarray=" + longest);
    }

    /** Called for an object that is complete, before whatever holds it takes its hash code. */
    @Override
    protected @Nullable Object resolveObject(@Nullable Object object) {
        if (object != null) {
            cost.add(object);
        }
        return object;
    }

    /** Arrays and hash tables of no more elements in all than the bytes can be of: a hash table has up to eight for two. */
    private static final class Room implements ObjectInputFilter {
        private final ObjectInputFilter limits;
        private long elements;

        Room(int bytes) {
            this.elements = 64 + 8L * bytes;
            this.limits = limits(bytes);
        }

        @Override
        public Status checkInput(FilterInfo part) {
            elements -= Math.max(0, part.arrayLength());
            return elements < 0 ? Status.REJECTED : limits.checkInput(part);
        }
    }

    @Override
    protected Class<?> resolveClass(ObjectStreamClass description) throws IOException, ClassNotFoundException {
        String name = description.getName();
        if (!allowed.allows(name)) {
            throw new EntryCodecException(
                    "class %s must be allowed to be part of a cached value, by OAuth2Codecs.allowing, but was not"
                            .formatted(shown(AllowList.element(name))));
        }
        return super.resolveClass(description);
    }

    /** The name is foreign text that somebody will log. */
    private static String shown(String name) {
        String plain = name.replaceAll("[^\\p{L}\\p{N}_$.\\[;]", "?");
        return plain.length() <= MAX_NAME ? plain : plain.substring(0, MAX_NAME) + "...";
    }
}
