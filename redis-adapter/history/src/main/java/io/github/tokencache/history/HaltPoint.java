package io.github.tokencache.history;

import org.jspecify.annotations.Nullable;

/** Where the process can be told to die. Safe for use by any thread. */
final class HaltPoint {
    static final int EXIT = 86;

    /** Places at which death is most awkward. */
    enum Place {
        /** The cache is told that a write begins; the database knows nothing yet. */
        AFTER_BEGIN,
        /** The database has the change; the cache does not know that it is over. */
        BEFORE_END
    }

    private volatile @Nullable Place armed;

    void arm(Place place) {
        armed = place;
    }

    /** Dies without a word if it is told to: no hook runs, no connection is closed in order. */
    void pass(Place place) {
        if (armed == place) {
            Runtime.getRuntime().halt(EXIT);
        }
    }
}
