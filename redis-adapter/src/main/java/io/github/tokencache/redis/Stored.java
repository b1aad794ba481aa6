package io.github.tokencache.redis;

import io.github.tokencache.Cell;
import org.jspecify.annotations.Nullable;

/**
 * What the bytes of a cell say.
 *
 * @param epoch the epoch it carries; of no account for one that is open
 * @param cell the cell, null if it cannot be read
 * @param <V> the type of cached values
 */
record Stored<V>(long epoch, @Nullable Cell<V> cell) {

    /** The cell, or null if it is as good as absent. */
    @Nullable Cell<V> liveIn(long current) {
        return cell instanceof Cell.Pending || epoch == current ? cell : null;
    }
}
