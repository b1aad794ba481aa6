package io.github.tokencache.springsecurityoauth2.autoconfigure;

/** What the chosen backend needs is not on the class path, or not in a version that it works with. */
final class UnavailableBackendException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    private final String action;

    /**
     * Says what to do.
     *
     * @param description what is missing, a sentence
     * @param action what to add or to set, a sentence
     */
    UnavailableBackendException(String description, String action) {
        super(description);
        this.action = action;
    }

    /** What to add or to set. */
    String action() {
        return action;
    }
}
