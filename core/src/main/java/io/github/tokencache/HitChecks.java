package io.github.tokencache;

import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Compares hits with what the delegate says. A write may come between the look at the cell and the load, so a difference
 * is stale only if the cell afterwards still holds what it held: a write marks it before it changes the delegate, and
 * nothing but a fill of the same bytes in the same millisecond could bring that content back.
 *
 * @param <V> the type of cached values
 */
final class HitChecks<V> {
    private final HitSampling<V> sampling;
    private final Fills<V> fills;
    private final TransactionBoundary boundary;
    private final Breaker breaker;
    private final TokenCacheListener listener;
    private final Consumer<TokenKey> eviction;
    private final Set<TokenKey> underWay = ConcurrentHashMap.newKeySet();

    HitChecks(
            HitSampling<V> sampling,
            Fills<V> fills,
            TransactionBoundary boundary,
            Breaker breaker,
            TokenCacheListener listener,
            Consumer<TokenKey> eviction) {
        this.sampling = sampling;
        this.fills = fills;
        this.boundary = boundary;
        this.breaker = breaker;
        this.listener = listener;
        this.eviction = eviction;
    }

    /** Whether the caller is to compare this hit; it must {@link #release} then. */
    boolean claim(TokenKey name, ReadPlan<V, ?, ?> plan) {
        return plan.isWholeInCell() && sampling.chooses() && boundary.readsLatest() && underWay.add(name);
    }

    void release(TokenKey name) {
        underWay.remove(name);
    }

    /** What cannot be compared counts as the same. */
    <S> boolean isSame(V cached, @Nullable S loaded, ReadPlan<V, S, ?> plan) {
        if (loaded == null) {
            return false;
        }
        try {
            return plan.content(plan.copy(loaded), fills) instanceof Cell.Value<V> now
                    && Arrays.equals(
                            sampling.codec().encode(cached), sampling.codec().encode(now.value()));
        } catch (RuntimeException unreadable) {
            listener.onFault(TokenCacheListener.Operation.READ, unreadable);
            return true;
        }
    }

    /** Of a hit that was not the same, with another look at its cell. */
    void evictIfStale(TokenKey name, Cell.Value<V> hit, CellReader<V> reader) {
        // In this order: a write that could not mark the cell has opened the breaker before it changed the delegate.
        if (!breaker.isAway()
                && reader.peek(name) instanceof Cell.Value<V> still
                && fills.isLive(still)
                && isUntouched(hit, still)) {
            listener.onStale(name.kind());
            eviction.accept(name);
        }
    }

    private boolean isUntouched(Cell.Value<V> before, Cell.Value<V> after) {
        if (before.value() == after.value()) {
            return true;
        }
        EntryCodec<V> codec = sampling.codec();
        return before.expiresAt() == after.expiresAt()
                && Arrays.equals(codec.encode(before.value()), codec.encode(after.value()));
    }
}
