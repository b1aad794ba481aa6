package io.github.tokencache.springsecurityoauth2;

/**
 * A row was found, but not both of its objects can be read. It passes through the cache to the store, which answers with
 * the one that can or removes the row: a loader must not write.
 */
final class UnreadableRowException extends FoundRowException {
    private static final long serialVersionUID = 1L;

    private final transient Column<?> token;
    private final transient Column<?> authentication;

    UnreadableRowException(Column<?> token, Column<?> authentication) {
        super("A stored token or its authentication cannot be deserialized");
        this.token = token;
        this.authentication = authentication;
    }

    @SuppressWarnings("unchecked") // thrown and caught for rows of one table
    <T> Column<T> token() {
        return (Column<T>) token;
    }

    @SuppressWarnings("unchecked") // thrown and caught for rows of one table
    <P> Column<P> authentication() {
        return (Column<P>) authentication;
    }
}
