package io.github.tokencache;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Decides how long a content lives: never longer than the settings allow nor than the value itself, and checked against
 * the wall clock again on every hit.
 *
 * @param <V> the type of cached values
 */
record Fills<V>(TokenCacheSettings settings, EntryModel<V> model, InstantSource clock) {

    boolean isLive(Cell.Value<V> value) {
        return clock.millis() < value.expiresAt();
    }

    /** The content for a value, or none if it has expired. */
    Cell.Content<V> content(V value) {
        long now = clock.millis();
        long expiresAt = now + timeToLive().toMillis();
        Instant expiry = model.expiry(value);
        if (expiry != null) {
            expiresAt = Math.min(expiresAt, toMillis(expiry));
        }
        return expiresAt > now ? new Cell.Value<>(value, expiresAt) : new Cell.Absent<>();
    }

    Cell.Content<V> unknown() {
        return settings.unknownTimeToLive().isZero() ? new Cell.Absent<>() : new Cell.Unknown<>();
    }

    Fill<V> fill(Cell.Content<V> content) {
        if (content instanceof Cell.Value<V> value) {
            long remaining = Math.max(1, value.expiresAt() - clock.millis());
            return new Fill<>(content, Duration.ofMillis(remaining), model.tags(value.value()));
        }
        if (content instanceof Cell.Pointer<V>) {
            return new Fill<>(content, timeToLive(), Set.of());
        }
        if (content instanceof Cell.Unknown<V>) {
            return new Fill<>(content, settings.unknownTimeToLive(), Set.of());
        }
        return Fill.nothing();
    }

    /** What a store of this value leaves under those of the names that it holds. */
    Map<TokenKey, Fill<V>> ofStore(Collection<TokenKey> names, V shared) {
        Map<TokenKey, Fill<V>> contents = new HashMap<>();
        for (TokenKey name : names) {
            if (name.kind().role() == TokenKey.Role.ENTRY && model.holds(shared, name)) {
                contents.put(name, fill(content(shared)));
                contents.putAll(pointers(names, shared, name));
            }
        }
        return contents;
    }

    private Map<TokenKey, Fill<V>> pointers(Collection<TokenKey> names, V shared, TokenKey identity) {
        Map<TokenKey, Fill<V>> pointers = new HashMap<>();
        for (TokenKey name : names) {
            if (name.kind().role() == TokenKey.Role.ALIAS && model.holds(shared, name)) {
                pointers.put(name, fill(new Cell.Pointer<>(identity)));
            }
        }
        return pointers;
    }

    private Duration timeToLive() {
        Duration longest = settings.timeToLive();
        double share = settings.jitter() * ThreadLocalRandom.current().nextDouble();
        return longest.minusNanos((long) (longest.toNanos() * share));
    }

    /** A token without a sensible expiry (its instant is beyond what fits) counts as one that never expires. */
    private static long toMillis(Instant expiry) {
        try {
            return expiry.toEpochMilli();
        } catch (ArithmeticException beyond) {
            return expiry.getEpochSecond() < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
    }
}
