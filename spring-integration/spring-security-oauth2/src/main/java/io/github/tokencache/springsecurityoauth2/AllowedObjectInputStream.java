package io.github.tokencache.springsecurityoauth2;

import io.github.tokencache.EntryCodecException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.ObjectInputFilter;
import java.io.ObjectStreamClass;
import org.springframework.core.ConfigurableObjectInputStream;
import org.springframework.util.ClassUtils;

/**
 * Reads objects of allowed classes. A class is refused by its name, before it is loaded: the filter of the JDK is asked
 * only afterwards, and is here for the limits alone.
 */
final class AllowedObjectInputStream extends ConfigurableObjectInputStream {
    private static final ObjectInputFilter LIMITS =
            ObjectInputFilter.Config.createFilter("maxdepth=64;maxarray=1048576;maxrefs=100000");

    private final AllowList allowed;

    AllowedObjectInputStream(byte[] bytes, AllowList allowed) throws IOException {
        super(new ByteArrayInputStream(bytes), ClassUtils.getDefaultClassLoader(), false);
        this.allowed = allowed;
        setObjectInputFilter(new Room(bytes.length));
    }

    /** Arrays and hash tables of no more elements in all than the bytes can be of: a hash table has up to eight for two. */
    private static final class Room implements ObjectInputFilter {
        private long elements;

        Room(int bytes) {
            this.elements = 64 + 8L * bytes;
        }

        @Override
        public Status checkInput(FilterInfo part) {
            elements -= Math.max(0, part.arrayLength());
            return elements < 0 ? Status.REJECTED : LIMITS.checkInput(part);
        }
    }

    @Override
    protected Class<?> resolveClass(ObjectStreamClass description) throws IOException, ClassNotFoundException {
        String name = description.getName();
        if (!allowed.allows(name)) {
            throw new EntryCodecException(
                    "class %s must be allowed to be part of a cached value, by OAuth2Codecs.allowing, but was not"
                            .formatted(AllowList.element(name)));
        }
        return super.resolveClass(description);
    }
}
