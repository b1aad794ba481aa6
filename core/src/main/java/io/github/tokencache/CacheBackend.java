package io.github.tokencache;

import java.util.Collection;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Where cells live: one cell per {@link TokenKey}, each moved by atomic operations of its own.
 *
 * <p>A cell is absent, leased by one reader, holding a content, or pending while writes are open on it. A cell of role
 * {@link TokenKey.Role#TAG} holds its members instead, with the same pending state and, after a write, a mark. The rules
 * of each operation are what keeps "once a revoke has returned, no reader gets that token from the cache again"; the
 * backend contract in tokencache-testkit checks each of them.
 *
 * <p>Implementations are safe for use by any thread, perform no call on anything but their own storage, and report every
 * fault as {@link CacheBackendException}.
 *
 * @param <V> the type of cached values; what an in-process backend is given it keeps and returns by reference
 */
public interface CacheBackend<V> {

    /**
     * Reads a cell, and leases it to this reader when it is absent.
     *
     * @param key a key of role {@link TokenKey.Role#ENTRY} or {@link TokenKey.Role#ALIAS}
     * @param lease called at most once, only when the cell is absent: the lease to take, or null to take none
     * @return the cell as it is after the call: {@link Cell.Loading} with the nonce of the given lease when it was taken
     * @throws CacheBackendException if the backend cannot tell
     */
    Cell<V> read(TokenKey key, Supplier<@Nullable Lease> lease);

    /**
     * Registers the content with every tag, then leaves it in the cell, if the cell still holds the lease. Refused, and
     * the lease given back, when a tag is pending, marked or full.
     *
     * @param key the leased key
     * @param lease the lease
     * @param fill what to leave
     * @return whether the content was left
     * @throws CacheBackendException if that is not known; the lease then runs out by itself
     */
    boolean fill(TokenKey key, Lease lease, Fill<V> fill);

    /**
     * Marks every named cell pending, whatever it was, and for a tag then every one of its members. All or nothing: on
     * failure what was begun is undone. Begun again by the same writer it renews its deadline.
     *
     * @param names keys of any role
     * @param writer the writer
     * @return the names and the members begun on
     * @throws CacheBackendException if a cell could not be marked; nothing is pending by this call then, or only until
     *     the writer's deadline
     */
    OpenWrite begin(Collection<TokenKey> names, Writer writer);

    /**
     * Removes the writer from every cell of the write. A cell on which no other writer remains is deleted whatever it
     * holds by then; after a rollback only if it is still pending. A tag keeps a mark for one lease time-out, after a
     * rollback too: the delegate may have committed by itself within the transaction that was rolled back. Ending twice
     * is harmless.
     *
     * @param write the write
     * @param ending how it ended
     * @throws CacheBackendException if a cell may still hold an old value; ending again is safe
     */
    void end(OpenWrite write, Ending<V> ending);

    /**
     * Drops every content and every lease; open writes stay open. A read that starts afterwards gets nothing that was
     * loaded before.
     *
     * @throws CacheBackendException if that is not certain
     */
    void clear();
}
