package io.github.tokencache;

import java.io.Serializable;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A sort of write, named so that a {@link FaultPolicy} can say what becomes of it when the cache cannot be told.
 *
 * @param label short lower-case label, part of messages and a tag of metrics
 * @param byDefault what becomes of it unless a policy says otherwise
 */
public record WriteKind(String label, FaultAction byDefault) implements Serializable {
    /** Removal of an access token that has not expired. */
    public static final WriteKind REMOVE_ACCESS_TOKEN = new WriteKind("remove-access-token", FaultAction.FAIL);

    /** Removal of an access token that has expired. */
    public static final WriteKind REMOVE_EXPIRED_ACCESS_TOKEN =
            new WriteKind("remove-expired-access-token", FaultAction.DEFER);

    /** Removal of access tokens by their refresh token, as a refresh with rotation makes it. */
    public static final WriteKind REMOVE_BY_REFRESH_TOKEN = new WriteKind("remove-by-refresh-token", FaultAction.DEFER);

    /** Removal of a refresh token whose authentication is cached. */
    public static final WriteKind REMOVE_REFRESH_TOKEN = new WriteKind("remove-refresh-token", FaultAction.DEFER);

    /** A store of an access token, also one that a read of the delegate may have made. */
    public static final WriteKind STORE_ACCESS_TOKEN = new WriteKind("store-access-token", FaultAction.DEFER);

    /** A store of a refresh token whose authentication is cached. */
    public static final WriteKind STORE_REFRESH_TOKEN = new WriteKind("store-refresh-token", FaultAction.DEFER);

    /** Revocation of a grant: of an access token, its refresh token and what else was issued with that. */
    public static final WriteKind REVOKE = new WriteKind("revoke", FaultAction.FAIL);

    /** Registration of a client. */
    public static final WriteKind ADD_CLIENT = new WriteKind("add-client", FaultAction.DEFER);

    /** A change of a client's details or secret. */
    public static final WriteKind CHANGE_CLIENT = new WriteKind("change-client", FaultAction.FAIL);

    /** Removal of a client. */
    public static final WriteKind REMOVE_CLIENT = new WriteKind("remove-client", FaultAction.FAIL);

    /** An eviction that somebody asked for, after a change that did not come through the cache. */
    public static final WriteKind EVICT = new WriteKind("evict", FaultAction.FAIL);

    /** An eviction of a value that sampling has found to be stale. */
    public static final WriteKind EVICT_STALE = new WriteKind("evict-stale", FaultAction.DEFER);

    /** A change whose caller has not said what it is. */
    public static final WriteKind CHANGE = new WriteKind("change", FaultAction.FAIL);

    public WriteKind {
        if (!label.matches("[a-z][a-z0-9-]{0,31}")) {
            throw new IllegalArgumentException(
                    "label must be 1 to 32 characters of a-z, 0-9 and '-', but was '" + label + "'");
        }
        Objects.requireNonNull(byDefault, "byDefault");
    }

    /** What has expired is served by no cache, so its removal need not fail with one. */
    static WriteKind removalOfAccessToken(@Nullable Instant expiry, Instant now) {
        return expiry == null || now.isBefore(expiry) ? REMOVE_ACCESS_TOKEN : REMOVE_EXPIRED_ACCESS_TOKEN;
    }
}
