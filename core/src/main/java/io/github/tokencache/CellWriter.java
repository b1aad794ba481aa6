package io.github.tokencache;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The write side of a {@link TokenCache}: marks the names, changes the delegate, and only then lets readers fill again.
 *
 * @param <V> the type of cached values
 */
final class CellWriter<V> {
    private static final Logger log = LoggerFactory.getLogger(TokenCache.class);

    private final Writes<V> writes;
    private final TransactionBoundary boundary;

    CellWriter(Writes<V> writes, TransactionBoundary boundary) {
        this.writes = writes;
        this.boundary = boundary;
    }

    boolean hasWritten() {
        return boundary.enlisted(this) != null;
    }

    <T> T write(
            WriteKind kind,
            Collection<TokenKey> names,
            Supplier<T> mutation,
            Supplier<Map<TokenKey, Fill<V>>> populate) {
        return switch (boundary.state()) {
            case NONE -> writeAlone(kind, names, mutation, populate);
            case REPORTED -> {
                enlisted().begin(kind, names);
                yield mutation.get();
            }
            case UNREPORTED -> {
                Writer writer = writes.newWriter();
                if (writes.begin(kind, names, writer) == null) {
                    writes.defer(new Deferral(writer), names);
                }
                yield mutation.get();
            }
        };
    }

    /** An exception of the mutation leaves the outcome unknown: the marks stay until the deadline, or are still owed. */
    private <T> T writeAlone(
            WriteKind kind,
            Collection<TokenKey> names,
            Supplier<T> mutation,
            Supplier<Map<TokenKey, Fill<V>>> populate) {
        Writer writer = writes.newWriter();
        OpenWrite write = writes.begin(kind, names, writer);
        if (write == null) {
            Deferral deferral = new Deferral(writer);
            writes.defer(deferral, names);
            T result = mutation.get();
            writes.settle(kind, deferral);
            return result;
        }
        T result = mutation.get();
        writes.end(kind, write, new Ending.Committed<>(populate.get()));
        return result;
    }

    /** At once, whatever the transaction: what is evicted is older than what is committed. */
    void evictStale(TokenKey name) {
        try {
            writeAlone(WriteKind.EVICT_STALE, Set.of(name), () -> true, Map::of);
        } catch (CacheWriteException unreachable) {
            log.debug("A stale value could not be evicted", unreachable);
        }
    }

    void clear() {
        boolean cleared = writes.clear();
        if (boundary.state() == TransactionBoundary.State.REPORTED) {
            enlisted().clears();
        } else if (!cleared) {
            writes.makeUp(WriteKind.EVICT);
        }
    }

    @SuppressWarnings("unchecked") // what is enlisted under this writer was enlisted below
    private TransactionWrite<V> enlisted() {
        @Nullable TransactionParticipant present = boundary.enlisted(this);
        if (present != null) {
            return (TransactionWrite<V>) present;
        }
        TransactionWrite<V> write = new TransactionWrite<>(writes);
        boundary.enlist(this, write);
        return write;
    }
}
