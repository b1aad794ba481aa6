package io.github.tokencache.caffeine;

import io.github.tokencache.Cell;
import io.github.tokencache.Lease;

/** One reader is loading. */
final class Leased<V> implements State<V> {
    private final Cell.Loading<V> cell;
    private final long until;

    Leased(Lease lease, long now) {
        cell = new Cell.Loading<>(lease.nonce());
        until = Timed.after(now, lease.timeout());
    }

    boolean is(Lease lease) {
        return cell.nonce() == lease.nonce();
    }

    @Override
    public Cell<V> cell() {
        return cell;
    }

    @Override
    public int weight() {
        return 0;
    }

    @Override
    public long until() {
        return until;
    }
}
