package io.github.tokencache.history;

/** What the workers do; each event says of which of these it is part. */
enum Operation {
    /** Reads a token, or its authentication. */
    READ,
    /** Finds the token of an authentication. */
    READ_BY_ALIAS,
    /** Reads a token in a REPEATABLE READ transaction whose snapshot is older. */
    READ_IN_SNAPSHOT,
    /** Reads a client. */
    READ_CLIENT,
    /** Stores a token. */
    STORE,
    /** Removes a token. */
    REVOKE,
    /** Removes by refresh token, then stores; with or without a transaction. */
    REFRESH,
    /** Removes by refresh token. */
    REVOKE_BY_REFRESH_TOKEN,
    /** Stores and removes in a transaction that is rolled back. */
    ROLLBACK,
    /** Changes a client, or its secret. */
    CHANGE_CLIENT,
    /** Removes a client. */
    REMOVE_CLIENT
}
