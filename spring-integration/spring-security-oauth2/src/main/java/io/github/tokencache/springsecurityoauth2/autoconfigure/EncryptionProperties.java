package io.github.tokencache.springsecurityoauth2.autoconfigure;

import io.github.tokencache.EncryptionKeys;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConstructorBinding;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** How what is cached in Redis is encrypted: {@code tokencache.encryption.*}. */
@ConstructorBinding
final class EncryptionProperties {
    /** The number of the key, 1 to 255, that no other key ever gets. */
    public final int id;

    /**
     * The key that writes and reads: 32 random bytes in Base64, the same on every node. Not set, nothing is
     * encrypted.
     */
    public final @Nullable String key;

    /** Further keys (id and key of each) that only read, for the time of a rotation. */
    public final List<ReadingKeyProperties> reading;

    EncryptionProperties(
            @DefaultValue("1") int id, @Nullable String key, @DefaultValue List<ReadingKeyProperties> reading) {
        this.id = id;
        this.key = key;
        this.reading = List.copyOf(reading);
    }

    /** What the binder makes where nothing is set, in no time. */
    static EncryptionProperties defaults() {
        return new EncryptionProperties(1, null, List.of());
    }

    /** The keys, or null if nothing is encrypted. */
    @Nullable EncryptionKeys keys() {
        if (key == null) {
            requireNoReading();
            return null;
        }
        EncryptionKeys keys = keys(key);
        for (int i = 0; i < reading.size(); i++) {
            ReadingKeyProperties more = reading.get(i);
            String prefix = "tokencache.encryption.reading[" + i + "]";
            byte[] bytes = bytes(prefix + ".key", more.key);
            EncryptionKeys known = keys;
            keys = InvalidPropertyException.named(prefix, () -> known.andReading(more.id, bytes));
        }
        return keys;
    }

    private void requireNoReading() {
        if (!reading.isEmpty()) {
            throw new InvalidPropertyException(
                    "tokencache.encryption.key", "key must be set where others are to be read, but was not", null);
        }
    }

    private EncryptionKeys keys(String active) {
        byte[] bytes = bytes("tokencache.encryption.key", active);
        return InvalidPropertyException.named("tokencache.encryption", () -> EncryptionKeys.of(id, bytes));
    }

    /** What the decoder says would show a character of the key. */
    private static byte[] bytes(String property, @Nullable String base64) {
        try {
            return Base64.getDecoder().decode(base64 == null ? "" : base64.trim());
        } catch (IllegalArgumentException e) {
            throw new InvalidPropertyException(property, "key must be Base64, but was not", null);
        }
    }
}
