package io.github.tokencache.testkit.history;

/** What a history may not break. */
public enum Promise {
    /** A read that starts after a write has returned never yields what that write replaced or removed. */
    REVOKED_MEANS_REVOKED("a read that started after a write had returned yields what that write had ended"),
    /** A read that starts after any other read of the replacement, or of the removal, has ended never yields what was before. */
    MONOTONE("a read yields what an earlier read had already seen replaced or removed"),
    /** Nobody sees what is not committed. */
    NOTHING_UNCOMMITTED("a read yields what was never committed, or not yet"),
    /** What is stored is found until it is removed. */
    NOTHING_LOST("a read finds nothing where a value was stored that nobody can have removed");

    private final String breach;

    Promise(String breach) {
        this.breach = breach;
    }

    /**
     * How a history that breaks it is described.
     *
     * @return the description
     */
    public String breach() {
        return breach;
    }
}
