package io.github.tokencache;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a cache gets on with its backend, at one moment.
 *
 * @param away whether reads go past the cache because the backend is away or is owed evictions
 * @param owedNames how many names wait for their eviction to be made up for
 * @param owesClear whether there were too many, so that the backend will be cleared
 * @param since since when it is away, null when it is not
 */
public record CacheHealth(
        boolean away,
        int owedNames,
        boolean owesClear,
        @Nullable Instant since) {

    /** Of two caches together: away if one of them is. */
    CacheHealth and(CacheHealth other) {
        return new CacheHealth(
                away || other.away, owedNames + other.owedNames, owesClear || other.owesClear, earlier(other.since));
    }

    private @Nullable Instant earlier(@Nullable Instant other) {
        if (since == null || other == null) {
            return since == null ? other : since;
        }
        return since.isBefore(other) ? since : other;
    }
}
