package io.github.tokencache.springsecurityoauth2;

/**
 * A row was found that cannot be answered as it is. Those who waited for that load are thrown it too, but must not use
 * what it carries: the row may have been removed before their reads began.
 */
abstract class FoundRowException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Thread finder = Thread.currentThread();

    FoundRowException(String message) {
        super(message, null, false, false);
    }

    boolean isFoundHere() {
        return finder == Thread.currentThread();
    }
}
