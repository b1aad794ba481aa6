package io.github.tokencache;

import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The write side of a {@link TokenCache}: marks the names, changes the delegate, and only then lets readers fill again.
 *
 * @param <V> the type of cached values
 */
final class CellWriter<V> {
    private final CacheBackend<V> backend;
    private final TokenCacheSettings settings;
    private final TransactionBoundary boundary;
    private final TokenCacheListener listener;

    CellWriter(
            CacheBackend<V> backend,
            TokenCacheSettings settings,
            TransactionBoundary boundary,
            TokenCacheListener listener) {
        this.backend = backend;
        this.settings = settings;
        this.boundary = boundary;
        this.listener = listener;
    }

    boolean hasWritten() {
        return boundary.enlisted(this) != null;
    }

    <T> T write(Collection<TokenKey> names, Supplier<T> mutation, Supplier<Map<TokenKey, Fill<V>>> populate) {
        return switch (boundary.state()) {
            case NONE -> {
                OpenWrite write = begin(names, newWriter());
                // An exception from here on leaves the outcome unknown: the marks stay until the deadline.
                T result = mutation.get();
                end(write, new Ending.Committed<>(populate.get()));
                yield result;
            }
            case REPORTED -> {
                enlisted().begin(names);
                yield mutation.get();
            }
            case UNREPORTED -> {
                begin(names, newWriter());
                yield mutation.get();
            }
        };
    }

    void clear() {
        backend.clear();
        if (boundary.state() == TransactionBoundary.State.REPORTED) {
            enlisted().clears = true;
        }
    }

    @SuppressWarnings("unchecked") // what is enlisted under this writer was enlisted below
    private TransactionWrite enlisted() {
        TransactionWrite write = (TransactionWrite) boundary.enlisted(this);
        if (write == null) {
            write = new TransactionWrite(newWriter());
            boundary.enlist(this, write);
        }
        return write;
    }

    private Writer newWriter() {
        return new Writer(ThreadLocalRandom.current().nextLong(), settings.writeDeadline(), settings.leaseTimeout());
    }

    private OpenWrite begin(Collection<TokenKey> names, Writer writer) {
        try {
            return backend.begin(names, writer);
        } catch (CacheBackendException fault) {
            listener.onFault(TokenCacheListener.Operation.BEGIN, fault);
            throw new CacheWriteException(
                    "The cache could not be told of a write, so nothing was changed; repeat it when the cache is back",
                    false,
                    Duration.ZERO,
                    fault);
        }
    }

    private void end(OpenWrite write, Ending<V> ending) {
        CacheBackendException fault = tryEnd(write, ending);
        if (fault != null) {
            fault = tryEnd(write, ending);
        }
        if (fault != null) {
            throw new CacheWriteException(
                    "The change is made, but the cache could not confirm its end; an old value may be served for at most "
                            + settings.timeToLive(),
                    true,
                    settings.timeToLive(),
                    fault);
        }
        write.keys().forEach(key -> listener.onEviction(key.kind()));
    }

    private @Nullable CacheBackendException tryEnd(OpenWrite write, Ending<V> ending) {
        try {
            backend.end(write, ending);
            return null;
        } catch (CacheBackendException fault) {
            listener.onFault(TokenCacheListener.Operation.END, fault);
            return fault;
        }
    }

    /** All the writes of one transaction, one writer to the backend. */
    private final class TransactionWrite implements TransactionParticipant {
        private final Writer writer;
        private final Set<TokenKey> keys = new HashSet<>();
        private boolean clears;

        TransactionWrite(Writer writer) {
            this.writer = writer;
        }

        void begin(Collection<TokenKey> names) {
            keys.addAll(CellWriter.this.begin(names, writer).keys());
        }

        /** Renews the deadline; what cannot be renewed might end before the commit does, so it is rolled back. */
        @Override
        public void beforeCommit() {
            keys.addAll(CellWriter.this.begin(keys, writer).keys());
        }

        @Override
        public void afterCommit() {
            try {
                end(new OpenWrite(writer, keys), new Ending.Committed<>(Map.of()));
            } finally {
                if (clears) {
                    backend.clear();
                }
            }
        }

        /** Nothing was changed, so marks that cannot be taken back now only cost queries until their deadline. */
        @Override
        public void afterRollback() {
            tryEnd(new OpenWrite(writer, keys), new Ending.RolledBack<>());
        }
    }
}
