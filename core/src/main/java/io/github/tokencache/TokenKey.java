package io.github.tokencache;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.Objects;

/**
 * The name of a cell: a kind, a namespace and the 256-bit digest of a raw name. It never holds the raw name, so it may
 * appear in logs, in metrics and in a shared backend. Made by {@link TokenKeys} from raw names, and by {@link #of} from
 * what a shared backend has kept of one. Immutable and safe for use by any thread.
 */
public final class TokenKey {
    private static final HexFormat HEX = HexFormat.of();
    private static final int DIGEST_BYTES = 32;
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    /** What a cell of a kind is for. */
    public enum Role {
        /** A cell that holds a value. */
        ENTRY,
        /** A cell that points to an {@link #ENTRY}. */
        ALIAS,
        /** A cell that lists the {@link #ENTRY entries} that can be removed by its name. */
        TAG
    }

    /**
     * A sort of name, for example "access token".
     *
     * @param role what the cells of this kind are for
     * @param label short lower-case label, part of the key in a shared backend and a tag of metrics
     */
    public record Kind(Role role, String label) {
        public Kind {
            Objects.requireNonNull(role, "role");
            if (!label.matches("[a-z][a-z0-9-]{0,31}")) {
                throw new IllegalArgumentException(
                        "label must be 1 to 32 characters of a-z, 0-9 and '-', but was '" + label + "'");
            }
        }
    }

    private final Kind kind;
    private final String namespace;
    private final long first;
    private final long second;
    private final long third;
    private final long fourth;

    private TokenKey(Kind kind, String namespace, long first, long second, long third, long fourth) {
        this.kind = kind;
        this.namespace = namespace;
        this.first = first;
        this.second = second;
        this.third = third;
        this.fourth = fourth;
    }

    /**
     * A key whose parts are known, for example read back from a shared backend.
     *
     * @param kind the sort of name
     * @param namespace 1 to 64 letters, digits, '.', '_' and '-'
     * @param digest the 32 bytes of {@link #digestBytes()}; copied
     * @return the key
     */
    public static TokenKey of(Kind kind, String namespace, byte[] digest) {
        TokenKeys.requireNamespace(namespace);
        if (digest.length != DIGEST_BYTES) {
            throw new IllegalArgumentException("digest must be of 32 bytes, but was of " + digest.length);
        }
        return ofLeading(Objects.requireNonNull(kind, "kind"), namespace, digest);
    }

    /** The digest is in the first 32 bytes. */
    static TokenKey ofLeading(Kind kind, String namespace, byte[] bytes) {
        return new TokenKey(kind, namespace, number(bytes, 0), number(bytes, 8), number(bytes, 16), number(bytes, 24));
    }

    private static long number(byte[] bytes, int at) {
        return (long) LONGS.get(bytes, at);
    }

    /**
     * The sort of name this is.
     *
     * @return the kind
     */
    public Kind kind() {
        return kind;
    }

    /**
     * The namespace that keeps the cells of one store apart from those of another on the same backend.
     *
     * @return the namespace
     */
    public String namespace() {
        return namespace;
    }

    /**
     * The digest of the raw name.
     *
     * @return 64 lower-case hexadecimal digits
     */
    public String digest() {
        return HEX.toHexDigits(first) + HEX.toHexDigits(second) + HEX.toHexDigits(third) + HEX.toHexDigits(fourth);
    }

    /**
     * The digest of the raw name.
     *
     * @return 32 bytes, of the caller's own
     */
    public byte[] digestBytes() {
        return ByteBuffer.allocate(DIGEST_BYTES)
                .putLong(first)
                .putLong(second)
                .putLong(third)
                .putLong(fourth)
                .array();
    }

    /** Eight bytes that tell it from other names, as far as chance goes. */
    long mark() {
        return first;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TokenKey that
                && first == that.first
                && second == that.second
                && third == that.third
                && fourth == that.fourth
                && kind.equals(that.kind)
                && namespace.equals(that.namespace);
    }

    @Override
    public int hashCode() {
        return (int) (first ^ (first >>> 32));
    }

    /** The key as a shared backend writes it: namespace, kind and digest. */
    @Override
    public String toString() {
        return namespace + ':' + kind.label() + ':' + digest();
    }
}
