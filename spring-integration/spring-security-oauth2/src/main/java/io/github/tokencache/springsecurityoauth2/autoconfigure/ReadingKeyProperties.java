package io.github.tokencache.springsecurityoauth2.autoconfigure;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConstructorBinding;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** A key that only reads: an element of {@code tokencache.encryption.reading}. */
@ConstructorBinding
final class ReadingKeyProperties {
    /** The number of the key, 1 to 255. */
    public final int id;

    /** The key: 32 bytes in Base64. */
    public final @Nullable String key;

    ReadingKeyProperties(@DefaultValue("0") int id, @Nullable String key) {
        this.id = id;
        this.key = key;
    }
}
