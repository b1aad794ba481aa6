package io.github.tokencache.testkit;

/**
 * What every {@link io.github.tokencache.CacheBackend} must do. A test of a backend extends this class and supplies the
 * backend and the means to let time pass; nothing else:
 *
 * <pre>{@code
 * class ReferenceBackendTest extends CacheBackendContract {
 *     protected BackendUnderTest<String> newBackend(int maxTagMembers) { ... }
 * }
 * }</pre>
 *
 * <p>Each rule has a small test of its own; then every reachable transition of the model is taken once on the backend.
 */
public abstract class CacheBackendContract extends ReplayContract {
    /** For subclasses. */
    protected CacheBackendContract() {}
}
