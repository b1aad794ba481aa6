package io.github.tokencache;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Tries a backend that is away and makes up for what is owed to it, on the thread of whoever calls: one caller at a time,
 * and none before it is due.
 *
 * @param <V> the type of cached values
 */
final class Recovery<V> {
    private static final TokenKey.Kind PROBE = new TokenKey.Kind(TokenKey.Role.ENTRY, "probe");

    private final CacheBackend<V> backend;
    private final TokenCacheSettings settings;
    private final TokenKeys keys;
    private final Breaker breaker;
    private final TokenCacheListener listener;

    Recovery(
            CacheBackend<V> backend,
            TokenCacheSettings settings,
            TokenKeys keys,
            Breaker breaker,
            TokenCacheListener listener) {
        this.backend = backend;
        this.settings = settings;
        this.keys = keys;
        this.breaker = breaker;
        this.listener = listener;
    }

    /** Tries if it is due and nobody else is at it; whether the backend is back. */
    boolean attempt() {
        return breaker.claim(false) && run();
    }

    /** Tries whether it is due or not; whether the backend is back. */
    boolean attemptAtOnce() {
        return breaker.claim(true) ? run() : !breaker.isAway();
    }

    private boolean run() {
        try {
            probe();
            breaker.halfOpen();
            for (Debt debt = breaker.takeOrClose(); debt != null; debt = breaker.takeOrClose()) {
                pay(debt);
            }
        } catch (RuntimeException fault) {
            breaker.stayOpen();
            listener.onFault(TokenCacheListener.Operation.RECOVER, fault);
        } finally {
            breaker.release();
        }
        return !breaker.isAway();
    }

    /** A name of its own, and every operation of the backend: one that reads but refuses writes is the worst fault. */
    private void probe() {
        long nonce = ThreadLocalRandom.current().nextLong();
        TokenKey key = keys.key(PROBE, Long.toHexString(nonce));
        OpenWrite write = backend.begin(Set.of(key), newWriter());
        require(backend.read(key, () -> null) instanceof Cell.Pending<V>, "keep a mark");
        backend.end(write, new Ending.Committed<>(Map.of()));
        Lease lease = new Lease(nonce, settings.leaseTimeout());
        Cell<V> leased = backend.read(key, () -> lease);
        require(
                leased instanceof Cell.Loading<V> loading && loading.nonce() == nonce,
                "delete a mark and give a lease");
        backend.fill(key, lease, Fill.nothing());
    }

    private static void require(boolean kept, String what) {
        if (!kept) {
            throw new CacheBackendException("The backend must " + what + ", but did not when it was tried");
        }
    }

    private void pay(Debt debt) {
        try {
            if (debt instanceof Debt.Everything) {
                backend.clear();
            } else if (debt instanceof Debt.Names owed) {
                evict(owed.names());
            } else if (debt instanceof Debt.End end) {
                end(end.write());
            } else if (debt instanceof Debt.Begin begin) {
                breaker.begunLate(begin, begin(begin.names(), begin.deferral().writer()));
            }
        } catch (RuntimeException fault) {
            breaker.putBack(debt);
            throw fault;
        }
    }

    private void evict(Set<TokenKey> names) {
        end(begin(names, newWriter()));
        listener.onReplayed(names.size());
    }

    private OpenWrite begin(Collection<TokenKey> names, Writer writer) {
        return names.isEmpty() ? new OpenWrite(writer, Set.of()) : backend.begin(names, writer);
    }

    private void end(OpenWrite write) {
        backend.end(write, new Ending.Committed<>(Map.of()));
        write.keys().forEach(key -> listener.onEviction(key.kind()));
    }

    private Writer newWriter() {
        return new Writer(ThreadLocalRandom.current().nextLong(), settings.writeDeadline(), settings.leaseTimeout());
    }
}
