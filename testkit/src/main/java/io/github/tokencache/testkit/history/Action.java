package io.github.tokencache.testkit.history;

/** What an event does to its item. */
public enum Action {
    /** Looks at it. */
    READ,
    /** Gives it a new version. */
    STORE,
    /** Removes it by its own name. */
    REMOVE,
    /** Removes it by a name that only its value holds, as a refresh token does. */
    REMOVE_BY_TAG;

    boolean isRemoval() {
        return this == REMOVE || this == REMOVE_BY_TAG;
    }
}
