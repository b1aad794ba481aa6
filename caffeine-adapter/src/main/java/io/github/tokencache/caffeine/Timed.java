package io.github.tokencache.caffeine;

import com.github.benmanes.caffeine.cache.Expiry;
import io.github.tokencache.TokenKey;
import java.time.Duration;

/** What lives until a moment of the backend's clock, in nanoseconds. */
interface Timed {

    /** Half a year less than what Caffeine caps a duration at, so that sums with the clock cannot overflow. */
    long FOREVER = Long.MAX_VALUE >> 2;

    long until();

    static long after(long now, Duration duration) {
        return now + (duration.toSeconds() >= FOREVER / 1_000_000_000L ? FOREVER : duration.toNanos());
    }

    static boolean isPast(long moment, long now) {
        return moment - now <= 0;
    }

    static long later(long one, long other) {
        return one - other > 0 ? one : other;
    }

    /**
     * Asked again at every change of a cell. A read returns the duration it is given: it may run while a writer changes
     * the cell and must not put the older state's end in place of the newer one's.
     */
    static <T extends Timed> Expiry<TokenKey, T> expiry() {
        return new Expiry<>() {
            @Override
            public long expireAfterCreate(TokenKey key, T value, long now) {
                return Math.max(0, value.until() - now);
            }

            @Override
            public long expireAfterUpdate(TokenKey key, T value, long now, long current) {
                return Math.max(0, value.until() - now);
            }

            @Override
            public long expireAfterRead(TokenKey key, T value, long now, long current) {
                return current;
            }
        };
    }
}
