package io.github.tokencache;

/** What becomes of a write that the cache cannot be told of, because its backend is away, refuses it or does not answer. */
public enum FaultAction {
    /** It fails with {@link CacheWriteException} before anything is changed. */
    FAIL,
    /**
     * It goes on. Its eviction is made up for before this node reads the cache again; until then other nodes may serve the
     * old value, at most for its time to live.
     */
    DEFER,
    /**
     * It goes on, and returns only when the old value cannot be served by any node any more: when the eviction has been
     * made up for, at the latest after the lease time-out and the time to live. In a transaction it waits after the
     * commit; in one whose end is not reported it fails.
     */
    WAIT_OUT;

    /** Whether this is harder on the caller than the other: to fail, then to wait. */
    boolean isStricterThan(FaultAction other) {
        return rank() > other.rank();
    }

    private int rank() {
        return switch (this) {
            case FAIL -> 2;
            case WAIT_OUT -> 1;
            case DEFER -> 0;
        };
    }
}
