package io.github.tokencache.springsecurityoauth2.autoconfigure;

import java.util.Map;

/** Asks the server of a backend whether it does what the cache needs. */
interface BackendProbe {

    /** Asks now; bounded by the time-outs of its client, and without an exception. */
    Report probe();

    /**
     * What was found.
     *
     * @param up whether the server does what the cache needs
     * @param details for people, without user and password
     */
    record Report(boolean up, Map<String, Object> details) {}
}
