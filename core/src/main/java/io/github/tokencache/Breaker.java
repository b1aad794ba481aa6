package io.github.tokencache;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the backend of one cache is away, and what is owed to it meanwhile. Reads use the cache only while this is
 * closed, and it closes only when nothing is owed: both are decided under one lock, and seen by every read that starts
 * afterwards.
 */
final class Breaker {
    private static final Logger log = LoggerFactory.getLogger(TokenCache.class);
    private static final double JITTER = 0.1;

    /** When half open, writes use the backend again and reads do not yet. */
    private enum State {
        CLOSED,
        OPEN,
        HALF_OPEN
    }

    private final String backend;
    private final FaultPolicy policy;
    private final MonotonicClock monotonic;
    private final InstantSource wall;
    private final TokenCacheListener listener;
    private final Arrears arrears;
    private final AtomicInteger readFaults = new AtomicInteger();
    private final AtomicBoolean trying = new AtomicBoolean();
    private volatile State state = State.CLOSED;
    private volatile long nextTry;
    private volatile @Nullable CacheBackendException latestFault;
    private final AtomicLong recoveries = new AtomicLong();
    private @Nullable Instant since;

    Breaker(String backend, CacheEnvironment environment, TokenCacheListener listener) {
        this.backend = backend;
        this.policy = environment.faults();
        this.monotonic = environment.monotonicClock();
        this.wall = environment.clock();
        this.listener = listener;
        this.arrears = new Arrears(policy.maximumDeferredNames());
    }

    /** Whether reads must not use the cache. */
    boolean isAway() {
        return state != State.CLOSED;
    }

    /** Whether writes must not use the backend. */
    boolean isOpen() {
        return state == State.OPEN;
    }

    /** How often it has closed; nothing was owed then. */
    long recoveries() {
        return recoveries.get();
    }

    @Nullable CacheBackendException latestFault() {
        return latestFault;
    }

    void readSucceeded() {
        if (readFaults.get() != 0) {
            readFaults.set(0);
        }
    }

    void readFailed(CacheBackendException fault) {
        if (readFaults.incrementAndGet() >= policy.readFaults()) {
            open(fault);
        }
    }

    /** After a fault that shows that evictions are not taken, or that the backend is away. */
    void open(CacheBackendException fault) {
        latestFault = fault;
        boolean wasClosed;
        synchronized (this) {
            wasClosed = state != State.OPEN && toOpen(pause());
        }
        tellWhen(wasClosed);
    }

    /** Holds an open write that could not begin; called before it changes anything. */
    void defer(Deferral deferral, Collection<TokenKey> names) {
        boolean wasClosed;
        synchronized (this) {
            arrears.hold(deferral, names);
            wasClosed = state == State.CLOSED && toOpen(0);
        }
        tellWhen(wasClosed);
    }

    /** A held write is over: its eviction is owed, unless it has begun late and is to be ended as any other. */
    @Nullable OpenWrite settle(Deferral deferral) {
        boolean wasClosed;
        synchronized (this) {
            OpenWrite begun = deferral.begun();
            boolean wasHeld = arrears.release(deferral);
            if (begun != null && !wasHeld && !deferral.isUnnamed()) {
                return begun;
            }
            owe(deferral, begun);
            wasClosed = state == State.CLOSED && toOpen(0);
        }
        tellWhen(wasClosed);
        return null;
    }

    private void owe(Deferral deferral, @Nullable OpenWrite begun) {
        if (deferral.isUnnamed()) {
            arrears.addEverything();
        } else {
            arrears.add(deferral.names());
        }
        if (begun != null) {
            arrears.add(begun);
        }
    }

    /** A held write has begun by itself in the end; what was begun late for it. */
    synchronized Set<TokenKey> forget(Deferral deferral) {
        arrears.release(deferral);
        OpenWrite begun = deferral.begun();
        return begun == null ? Set.of() : begun.keys();
    }

    /** Owes the end of a committed write. */
    void owe(OpenWrite write) {
        boolean wasClosed;
        synchronized (this) {
            arrears.add(write);
            wasClosed = state == State.CLOSED && toOpen(0);
        }
        tellWhen(wasClosed);
    }

    /** Owes the eviction of everything. */
    void oweEverything() {
        boolean wasClosed;
        synchronized (this) {
            arrears.addEverything();
            wasClosed = state == State.CLOSED && toOpen(0);
        }
        tellWhen(wasClosed);
    }

    /** Whether the caller is the one that tries the backend again; it must {@link #release} then. */
    boolean claim(boolean atOnce) {
        if (!isAway() || (!atOnce && monotonic.nanoTime() - nextTry < 0)) {
            return false;
        }
        return trying.compareAndSet(false, true);
    }

    void release() {
        trying.set(false);
    }

    /** The backend answers. */
    synchronized void halfOpen() {
        if (state == State.OPEN) {
            state = State.HALF_OPEN;
        }
    }

    /** The backend does not. */
    synchronized void stayOpen() {
        toOpen(pause());
    }

    /** The next piece of what is owed; when there is none, it closes. Null after a fault meanwhile too: another time. */
    @Nullable Debt takeOrClose() {
        synchronized (this) {
            if (state != State.HALF_OPEN) {
                return null;
            }
            Debt debt = arrears.take();
            if (debt != null) {
                return debt;
            }
            state = State.CLOSED;
            since = null;
            recoveries.incrementAndGet();
            readFaults.set(0);
        }
        log.info("The cache '{}' is back", backend);
        listener.onBack();
        return null;
    }

    synchronized void putBack(Debt debt) {
        arrears.putBack(debt);
    }

    /** What has been begun late is nobody's debt any more, unless the write has got more names or is over meanwhile. */
    synchronized void begunLate(Debt.Begin debt, OpenWrite begun) {
        Deferral deferral = debt.deferral();
        if (!arrears.holds(deferral)) {
            return;
        }
        deferral.begunLate(begun);
        if (deferral.names().size() == debt.names().size()) {
            arrears.release(deferral);
        }
    }

    synchronized CacheHealth health() {
        return new CacheHealth(isAway(), arrears.size(), arrears.owesEverything(), since);
    }

    private boolean toOpen(long pause) {
        boolean wasClosed = state == State.CLOSED;
        if (wasClosed) {
            since = wall.instant();
        }
        nextTry = monotonic.nanoTime() + pause;
        state = State.OPEN;
        return wasClosed;
    }

    /** Shortened at random, so that many nodes do not try at the same moment. */
    private long pause() {
        Duration longest = policy.retryAfter();
        double share = JITTER * ThreadLocalRandom.current().nextDouble();
        return longest.toNanos() - (long) (longest.toNanos() * share);
    }

    private void tellWhen(boolean wasClosed) {
        if (wasClosed) {
            log.warn("The cache '{}' is away; reads go to the delegate", backend, latestFault);
            listener.onAway();
        }
    }
}
