package io.github.tokencache;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The keys of a sealed {@link EntryFormat}: one that writes, and any number that only read. To rotate, let every node
 * read the new key first, then make it the active one, then drop the old one once the longest TTL has passed. One key
 * must not write more than 2<sup>32</sup> values (NIST SP 800-38D, 8.3). Immutable and safe for use by any thread; the
 * keys are copied and never shown.
 */
public final class EncryptionKeys {
    private static final int KEY_BYTES = 32;
    private static final int MAX_ID = 255;

    private final int activeId;
    private final Map<Integer, SecretKey> keys;

    private EncryptionKeys(int activeId, Map<Integer, SecretKey> keys) {
        this.activeId = activeId;
        this.keys = Map.copyOf(keys);
    }

    /**
     * One key, which writes and reads.
     *
     * @param id its number in what it wrote, 1 to 255, the same on every node and never given to another key
     * @param key 32 random bytes; copied
     * @return the keys
     */
    public static EncryptionKeys of(int id, byte[] key) {
        return new EncryptionKeys(id, Map.of(requireId(id), secret(key)));
    }

    /**
     * These keys and one that only reads.
     *
     * @param id its number, 1 to 255
     * @param key its 32 bytes; copied
     * @return the keys
     * @throws IllegalArgumentException if there is one of this number
     */
    public EncryptionKeys andReading(int id, byte[] key) {
        if (keys.containsKey(requireId(id))) {
            throw new IllegalArgumentException("id must be of no other key, but was " + id);
        }
        Map<Integer, SecretKey> more = new HashMap<>(keys);
        more.put(id, secret(key));
        return new EncryptionKeys(activeId, more);
    }

    int activeId() {
        return activeId;
    }

    SecretKey active() {
        return Objects.requireNonNull(keys.get(activeId));
    }

    @Nullable SecretKey known(int id) {
        return keys.get(id);
    }

    private static int requireId(int id) {
        if (id < 1 || id > MAX_ID) {
            throw new IllegalArgumentException("id must be 1 to 255, but was " + id);
        }
        return id;
    }

    private static SecretKey secret(byte[] key) {
        if (key.length != KEY_BYTES) {
            throw new IllegalArgumentException("key must be of 32 bytes, but was of " + key.length);
        }
        return new SecretKeySpec(key, "AES");
    }

    /** Names the numbers only. */
    @Override
    public String toString() {
        return "EncryptionKeys[active=" + activeId + ", known=" + new TreeSet<>(keys.keySet()) + "]";
    }
}
