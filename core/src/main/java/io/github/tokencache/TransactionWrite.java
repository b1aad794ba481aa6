package io.github.tokencache;

import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All the writes of one transaction through one cache: one writer to the backend. Used by the transaction's thread alone.
 *
 * @param <V> the type of cached values
 */
final class TransactionWrite<V> implements TransactionParticipant {
    private final Writes<V> writes;
    private final Set<TokenKey> names = new HashSet<>();
    private final Set<TokenKey> keys = new HashSet<>();
    private Writer writer;
    private @Nullable WriteKind strictest;
    private @Nullable Deferral deferral;
    private boolean clears;

    TransactionWrite(Writes<V> writes) {
        this.writes = writes;
        this.writer = writes.newWriter();
    }

    void begin(WriteKind kind, Collection<TokenKey> added) {
        OpenWrite write = writes.begin(kind, added, writer);
        names.addAll(added);
        strictest = strictest == null ? kind : writes.stricter(kind, strictest);
        if (write == null) {
            defer(added);
        } else {
            keys.addAll(write.keys());
        }
    }

    void clears() {
        clears = true;
    }

    private void defer(Collection<TokenKey> added) {
        if (deferral == null) {
            deferral = new Deferral(writer);
        }
        writes.defer(deferral, added);
    }

    /**
     * Renews the deadline, and begins what could not begin before. What cannot be renewed might end before the commit
     * does, so it is rolled back, or owed if that is allowed for all of it.
     */
    @Override
    public void beforeCommit() {
        WriteKind kind = strictest;
        if (kind == null) {
            return;
        }
        Set<TokenKey> all = new HashSet<>(names);
        all.addAll(keys);
        OpenWrite renewed = writes.begin(kind, all, writer);
        if (renewed == null) {
            defer(all);
            return;
        }
        keys.addAll(renewed.keys());
        if (deferral != null) {
            keys.addAll(writes.begun(deferral));
            deferral = null;
        }
    }

    /** With a new writer afterwards: what is begun once more must not be ended by what is owed. */
    @Override
    public void afterCommit() {
        OpenWrite begun = new OpenWrite(writer, keys);
        Deferral deferred = deferral;
        writer = writes.newWriter();
        deferral = null;
        try {
            end(begun, deferred);
        } finally {
            if (clears) {
                writes.clearAfterCommit();
            }
        }
    }

    private void end(OpenWrite begun, @Nullable Deferral deferred) {
        if (strictest == null) {
            return;
        }
        if (deferred == null) {
            writes.end(strictest, begun, new Ending.Committed<>(Map.of()));
        } else {
            writes.owe(begun);
            writes.settle(strictest, deferred);
        }
    }

    /** What was deferred stays owed: the delegate may have committed by itself within the transaction. */
    @Override
    public void afterRollback() {
        if (deferral != null) {
            OpenWrite late = writes.abandon(deferral);
            keys.addAll(late == null ? Set.of() : late.keys());
            deferral = null;
        }
        writes.endRolledBack(new OpenWrite(writer, keys));
    }
}
