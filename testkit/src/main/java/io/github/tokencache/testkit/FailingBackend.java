package io.github.tokencache.testkit;

import io.github.tokencache.CacheBackend;
import io.github.tokencache.CacheBackendException;
import io.github.tokencache.Cell;
import io.github.tokencache.Ending;
import io.github.tokencache.Fill;
import io.github.tokencache.Lease;
import io.github.tokencache.OpenWrite;
import io.github.tokencache.TokenKey;
import io.github.tokencache.Writer;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A backend with faults on demand: until told otherwise it passes every call on. Safe for use by any thread.
 *
 * @param <V> the type of cached values
 */
public final class FailingBackend<V> implements CacheBackend<V> {

    /** An operation of a backend. */
    public enum Operation {
        /** {@link CacheBackend#read}. */
        READ,
        /** {@link CacheBackend#fill}. */
        FILL,
        /** {@link CacheBackend#begin}. */
        BEGIN,
        /** {@link CacheBackend#end}. */
        END,
        /** {@link CacheBackend#clear}. */
        CLEAR
    }

    /** What has happened when an operation fails. */
    public enum Effect {
        /** The operation was not carried out. */
        NONE,
        /** The operation was carried out, only its answer was lost. */
        DONE
    }

    private record Fault(Effect effect, IntPredicate ofCall) {}

    private final CacheBackend<V> delegate;
    private final Map<Operation, Fault> faults = new EnumMap<>(Operation.class);
    private final Map<Operation, Integer> calls = new EnumMap<>(Operation.class);
    private int failingName = Integer.MAX_VALUE;

    /**
     * Wraps a backend.
     *
     * @param delegate the backend
     */
    public FailingBackend(CacheBackend<V> delegate) {
        this.delegate = delegate;
    }

    /**
     * From now on every call of this operation fails.
     *
     * @param operation the operation
     * @param effect what has happened then
     */
    public synchronized void fail(Operation operation, Effect effect) {
        faults.put(operation, new Fault(effect, call -> true));
    }

    /**
     * Lets one call of this operation fail.
     *
     * @param operation the operation
     * @param effect what has happened then
     * @param nth which call, 1 for the next one
     */
    public synchronized void failNth(Operation operation, Effect effect, int nth) {
        int failing = calls(operation) + nth;
        faults.put(operation, new Fault(effect, call -> call == failing));
    }

    /**
     * From now on a begin fails midway: what it has begun is undone as after a rollback, then it throws.
     *
     * @param kth which of its names it fails on, 1 for the first one
     */
    public synchronized void failBeginAtName(int kth) {
        failingName = kth;
    }

    /** Ends all faults. */
    public synchronized void heal() {
        faults.clear();
        failingName = Integer.MAX_VALUE;
    }

    /**
     * How often an operation was called.
     *
     * @param operation the operation
     * @return the number of calls, failed ones included
     */
    public synchronized int calls(Operation operation) {
        return calls.getOrDefault(operation, 0);
    }

    @Override
    public Cell<V> read(TokenKey key, Supplier<@Nullable Lease> lease) {
        return call(Operation.READ, () -> delegate.read(key, lease));
    }

    @Override
    public boolean fill(TokenKey key, Lease lease, Fill<V> fill) {
        return call(Operation.FILL, () -> delegate.fill(key, lease, fill));
    }

    @Override
    public OpenWrite begin(Collection<TokenKey> names, Writer writer) {
        return call(Operation.BEGIN, () -> beginUpToFault(List.copyOf(names), writer));
    }

    private OpenWrite beginUpToFault(List<TokenKey> names, Writer writer) {
        int failing = failingName();
        if (failing > names.size()) {
            return delegate.begin(names, writer);
        }
        OpenWrite begun = delegate.begin(names.subList(0, failing - 1), writer);
        delegate.end(begun, new Ending.RolledBack<>());
        throw new CacheBackendException("begin failed on purpose on name " + failing);
    }

    @Override
    public void end(OpenWrite write, Ending<V> ending) {
        call(Operation.END, () -> {
            delegate.end(write, ending);
            return true;
        });
    }

    @Override
    public void clear() {
        call(Operation.CLEAR, () -> {
            delegate.clear();
            return true;
        });
    }

    @Override
    public String toString() {
        return "backend with faults";
    }

    private <R> R call(Operation operation, Supplier<R> delegated) {
        Effect fault = nextFault(operation);
        if (fault == Effect.NONE) {
            throw onPurpose(operation);
        }
        R result = delegated.get();
        if (fault == Effect.DONE) {
            throw onPurpose(operation);
        }
        return result;
    }

    private synchronized @Nullable Effect nextFault(Operation operation) {
        int call = calls.merge(operation, 1, Integer::sum);
        Fault fault = faults.get(operation);
        return fault != null && fault.ofCall().test(call) ? fault.effect() : null;
    }

    private synchronized int failingName() {
        return failingName;
    }

    private static CacheBackendException onPurpose(Operation operation) {
        return new CacheBackendException(operation + " failed on purpose");
    }
}
