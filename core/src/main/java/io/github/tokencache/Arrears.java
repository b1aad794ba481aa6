package io.github.tokencache;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is owed to a backend, bounded: what there is no room for becomes one clearing of everything. Guarded by the lock
 * of the {@link Breaker}.
 */
final class Arrears {
    /** Enough for few round trips, small enough for a backend that pipelines them. */
    private static final int CHUNK = 100;

    private final int limit;
    private final Set<TokenKey> names = new LinkedHashSet<>();
    private final ArrayDeque<OpenWrite> ends = new ArrayDeque<>();
    private final Set<Deferral> held = new LinkedHashSet<>();
    private int endedNames;
    private int heldNames;
    private boolean everything;

    Arrears(int limit) {
        this.limit = limit;
    }

    boolean isEmpty() {
        return !everything && names.isEmpty() && ends.isEmpty() && held.isEmpty();
    }

    int size() {
        return names.size() + endedNames + heldNames;
    }

    boolean owesEverything() {
        return everything;
    }

    void addEverything() {
        everything = true;
        names.clear();
        ends.clear();
        endedNames = 0;
    }

    void add(Collection<TokenKey> evicted) {
        if (!everything) {
            names.addAll(evicted);
            collapseWhenFull();
        }
    }

    void add(OpenWrite write) {
        if (!everything) {
            ends.add(write);
            endedNames += write.keys().size();
            collapseWhenFull();
        }
    }

    private void collapseWhenFull() {
        if (names.size() + endedNames > limit) {
            addEverything();
        }
    }

    /** The write is open: until it is settled, or has begun late, it is owed its beginning. */
    void hold(Deferral deferral, Collection<TokenKey> more) {
        if (!deferral.isUnnamed()) {
            release(deferral);
            deferral.names().addAll(more);
            if (heldNames + deferral.names().size() <= limit) {
                held.add(deferral);
                heldNames += deferral.names().size();
                return;
            }
            deferral.forgetNames();
        }
        addEverything();
    }

    /** Whether it was still held. */
    boolean release(Deferral deferral) {
        boolean wasHeld = held.remove(deferral);
        if (wasHeld) {
            heldNames -= deferral.names().size();
        }
        return wasHeld;
    }

    boolean holds(Deferral deferral) {
        return held.contains(deferral);
    }

    /** Takes out the next piece, what concerns everybody first; null when nothing is owed. A held write stays held. */
    @Nullable Debt take() {
        if (everything) {
            everything = false;
            return new Debt.Everything();
        }
        if (!held.isEmpty()) {
            Deferral deferral = held.iterator().next();
            return new Debt.Begin(deferral, deferral.names());
        }
        if (!names.isEmpty()) {
            return new Debt.Names(chunk());
        }
        OpenWrite write = ends.poll();
        if (write == null) {
            return null;
        }
        endedNames -= write.keys().size();
        return new Debt.End(write);
    }

    private Set<TokenKey> chunk() {
        Set<TokenKey> chunk = new HashSet<>();
        for (Iterator<TokenKey> i = names.iterator(); i.hasNext() && chunk.size() < CHUNK; i.remove()) {
            chunk.add(i.next());
        }
        return chunk;
    }

    void putBack(Debt debt) {
        if (debt instanceof Debt.Everything) {
            addEverything();
        } else if (debt instanceof Debt.Names taken) {
            add(taken.names());
        } else if (debt instanceof Debt.End end) {
            add(end.write());
        }
    }
}
