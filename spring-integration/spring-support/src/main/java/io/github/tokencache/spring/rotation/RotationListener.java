package io.github.tokencache.spring.rotation;

/**
 * Hears what happens to families, in the thread of the request and after the commit. What it throws is logged and reaches
 * no caller. Implementations are safe for use by any thread.
 */
@FunctionalInterface
public interface RotationListener {

    /**
     * Something has happened.
     *
     * @param event what
     */
    void onEvent(RotationEvent event);

    /**
     * A listener that does nothing.
     *
     * @return the listener
     */
    static RotationListener none() {
        return event -> {};
    }
}
