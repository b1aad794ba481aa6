package io.github.tokencache.caffeine;

import io.github.tokencache.Cell;
import io.github.tokencache.Writer;
import org.jspecify.annotations.Nullable;

/** Writes are open. Joined once two of them have been open at a time, until the cell is no longer pending. */
final class Pending<V> implements State<V> {
    private final Cell.Pending<V> cell = new Cell.Pending<>();
    private final Writers writers;
    private final boolean joined;
    private final long until;

    private Pending(Writers writers, boolean joined, long now) {
        this.writers = writers;
        this.joined = joined;
        this.until = writers.lastDeadline(now);
    }

    static <V> Pending<V> begin(@Nullable State<V> before, Writer writer, long now) {
        if (!(before instanceof Pending<V> pending)) {
            return new Pending<>(Writers.NONE.with(writer, now), false, now);
        }
        boolean others = pending.othersThan(writer, now);
        return new Pending<>(pending.writers.with(writer, now), pending.joined || others, now);
    }

    boolean othersThan(Writer writer, long now) {
        return writers.anyLiveBut(writer, now);
    }

    Pending<V> without(Writer writer, long now) {
        return new Pending<>(writers.without(writer, now), joined, now);
    }

    /** Joined even by a writer that had lapsed: what it wrote may be newer than what the others would populate. */
    Pending<V> withoutCommitted(Writer writer, long now) {
        return new Pending<>(writers.without(writer, now), true, now);
    }

    /** Joined by whoever clears: what a writer would populate may have been changed since behind its back. */
    Pending<V> cleared(long now) {
        return new Pending<>(writers, true, now);
    }

    boolean mayPopulate(Writer writer, long now) {
        return !joined && !othersThan(writer, now) && writers.mayPopulate(writer, now);
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
