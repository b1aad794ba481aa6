package io.github.tokencache;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The read side of a {@link TokenCache}: from a name to a hit, to a load that may fill, or to a load that may not.
 *
 * @param <V> the type of cached values
 */
final class CellReader<V> {
    private static final int POLLS = 3;
    private static final Duration BETWEEN_POLLS = Duration.ofMillis(2);

    private final CacheBackend<V> backend;
    private final EntryModel<V> model;
    private final Fills<V> fills;
    private final TransactionBoundary boundary;
    private final TokenCacheListener listener;
    private final Breaker breaker;
    private final Loads loads;
    private final @Nullable HitChecks<V> checks;

    CellReader(
            CacheBackend<V> backend,
            Fills<V> fills,
            TransactionBoundary boundary,
            Breaker breaker,
            TokenCacheListener listener,
            @Nullable HitChecks<V> checks) {
        this.checks = checks;
        this.backend = backend;
        this.breaker = breaker;
        this.model = fills.model();
        this.fills = fills;
        this.boundary = boundary;
        this.listener = listener;
        this.loads = new Loads(fills.settings().maxWait());
    }

    <S, T> @Nullable T read(TokenKey name, ReadPlan<V, S, T> plan) {
        for (int poll = 0; poll <= POLLS; poll++) {
            Attempt<S> attempt = new Attempt<>();
            Cell<V> cell = look(name, attempt);
            if (cell instanceof Cell.Loading<V> loading) {
                if (attempt.took(loading)) {
                    return loadAndFill(name, attempt, plan);
                }
                Flight<S> flight = loads.find(loading.nonce());
                if (flight == null) {
                    LockSupport.parkNanos(BETWEEN_POLLS.toNanos());
                } else {
                    return joined(name, flight, plan);
                }
            } else {
                return answer(name, cell, plan);
            }
        }
        return loadOnly(name, plan);
    }

    private <S, T> @Nullable T joined(TokenKey name, Flight<S> flight, ReadPlan<V, S, T> plan) {
        Flight.Outcome<S> outcome = loads.await(flight);
        if (outcome == null && flight.hasLanded()) {
            // It had nothing to share, but an alias may lead somewhere now.
            return answer(name, peek(name), plan);
        }
        listener.onMiss(name.kind());
        return Loads.answer(outcome, plan);
    }

    /** Asks the delegate in any case; what it answers is left in the cell if nobody else is at it. */
    <S, T> @Nullable T reload(TokenKey name, ReadPlan<V, S, T> plan) {
        Attempt<S> attempt = new Attempt<>();
        if (look(name, attempt) instanceof Cell.Loading<V> loading && attempt.took(loading)) {
            return loadAndFill(name, attempt, plan);
        }
        return Loads.loadAlone(plan);
    }

    /** The cell as it is, without leasing it. */
    Cell<V> peek(TokenKey name) {
        try {
            Cell<V> cell = backend.read(name, () -> null);
            breaker.readSucceeded();
            return cell;
        } catch (CacheBackendException fault) {
            return unread(fault);
        }
    }

    private Cell<V> unread(CacheBackendException fault) {
        breaker.readFailed(fault);
        listener.onFault(TokenCacheListener.Operation.READ, fault);
        return new Cell.Absent<>();
    }

    /** The cell, or an absent one that was not leased when the backend cannot tell. */
    private Cell<V> look(TokenKey name, Attempt<?> attempt) {
        try {
            Cell<V> cell = backend.read(name, attempt);
            breaker.readSucceeded();
            if (!(cell instanceof Cell.Loading<V> loading && attempt.took(loading))) {
                attempt.drop();
            }
            return cell;
        } catch (CacheBackendException fault) {
            attempt.drop();
            return unread(fault);
        }
    }

    private <S, T> @Nullable T answer(TokenKey name, Cell<V> cell, ReadPlan<V, S, T> plan) {
        if (cell instanceof Cell.Value<V> value && fills.isLive(value)) {
            return checks != null && checks.claim(name, plan)
                    ? compared(name, value, plan, checks)
                    : hit(name, value.value(), plan);
        }
        if (cell instanceof Cell.Unknown<V>) {
            listener.onHit(name.kind());
            return null;
        }
        if (cell instanceof Cell.Pointer<V> pointer) {
            Cell<V> target = peek(pointer.identity());
            if (target instanceof Cell.Value<V> value && fills.isLive(value) && model.holds(value.value(), name)) {
                return hit(name, value.value(), plan);
            }
        }
        return loadOnly(name, plan);
    }

    /** The answer of a delegate that fails is not needed: the hit is served. */
    private <S, T> @Nullable T compared(
            TokenKey name, Cell.Value<V> hit, ReadPlan<V, S, T> plan, HitChecks<V> comparing) {
        S loaded;
        try {
            loaded = plan.load();
        } catch (RuntimeException unanswered) {
            comparing.release(name);
            listener.onFault(TokenCacheListener.Operation.READ, unanswered);
            return hit(name, hit.value(), plan);
        }
        try {
            if (comparing.isSame(hit.value(), loaded, plan)) {
                return hit(name, hit.value(), plan);
            }
            listener.onMiss(name.kind());
            comparing.evictIfStale(name, hit, this);
            return loaded == null ? null : plan.own(loaded);
        } finally {
            comparing.release(name);
        }
    }

    private <S, T> @Nullable T hit(TokenKey name, V cached, ReadPlan<V, S, T> plan) {
        T answer;
        try {
            answer = plan.hit(cached);
        } catch (RuntimeException uncopyable) {
            listener.onFault(TokenCacheListener.Operation.READ, uncopyable);
            return loadOnly(name, plan);
        }
        listener.onHit(name.kind());
        return answer;
    }

    /** Without a look at the cell, which may be old or cannot be had; also what a look ends in that allows no fill. */
    <S, T> @Nullable T loadOnly(TokenKey name, ReadPlan<V, S, T> plan) {
        listener.onMiss(name.kind());
        listener.onLeaseRefused(name.kind());
        // What an older or unobserved transaction sees must not reach others, nor what others see reach it.
        return boundary.readsLatest() ? loads.next(name, plan) : Loads.loadAlone(plan);
    }

    private <S, T> @Nullable T loadAndFill(TokenKey name, Attempt<S> attempt, ReadPlan<V, S, T> plan) {
        listener.onMiss(name.kind());
        Lease lease = requireNonNull(attempt.lease);
        Flight<S> flight = requireNonNull(attempt.flight);
        try {
            S loaded = plan.load();
            share(name, lease, flight, loaded, plan);
            return loaded == null ? null : plan.own(loaded);
        } catch (Throwable thrown) {
            flight.fail(thrown);
            leave(name, lease, Fill.nothing());
            throw thrown;
        } finally {
            loads.close(lease.nonce());
        }
    }

    /**
     * What the cell did not take is not handed to those who wait either: a removal by a tag, or of what an alias leads to,
     * may have returned before they came, without touching the lease they have seen.
     */
    private <S> void share(TokenKey name, Lease lease, Flight<S> flight, @Nullable S loaded, ReadPlan<V, S, ?> plan) {
        try {
            S shared = loaded == null ? null : plan.copy(loaded);
            boolean left =
                    leave(name, lease, fills.fill(shared == null ? fills.unknown() : plan.content(shared, fills)));
            if (shared == null || (left && plan.isWholeInCell())) {
                flight.complete(shared);
            } else {
                flight.abandon();
            }
        } catch (RuntimeException uncopyable) {
            listener.onFault(TokenCacheListener.Operation.FILL, uncopyable);
            leave(name, lease, Fill.nothing());
            flight.abandon();
        }
    }

    private boolean leave(TokenKey name, Lease lease, Fill<V> fill) {
        try {
            boolean left = backend.fill(name, lease, fill);
            if (left) {
                listener.onFill(name.kind());
            } else if (!(fill.content() instanceof Cell.Absent<V>)) {
                listener.onFillRefused(name.kind());
            }
            return left;
        } catch (CacheBackendException fault) {
            breaker.open(fault);
            listener.onFault(TokenCacheListener.Operation.FILL, fault);
            return false;
        }
    }

    /** One look at a cell: opens a flight at the moment the backend asks for a lease, before others can see it. */
    private final class Attempt<S> implements Supplier<@Nullable Lease> {
        private @Nullable Lease lease;
        private @Nullable Flight<S> flight;

        @Override
        public @Nullable Lease get() {
            if (!boundary.readsLatest()) {
                return null;
            }
            long nonce = ThreadLocalRandom.current().nextLong();
            flight = loads.open(nonce);
            lease = new Lease(nonce, fills.settings().leaseTimeout());
            return lease;
        }

        boolean took(Cell.Loading<V> loading) {
            return lease != null && lease.nonce() == loading.nonce();
        }

        void drop() {
            if (lease != null) {
                loads.close(lease.nonce());
            }
        }
    }
}
