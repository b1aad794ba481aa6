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
 * <p>Each rule has a small test of its own.
 */
public abstract class CacheBackendContract extends TagContract {
    /** For subclasses. */
    protected CacheBackendContract() {}
}
