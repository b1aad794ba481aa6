package io.github.tokencache;

import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A cache of values that go by several names, read through and evicted on write, exact: a read that starts after a write
 * has returned (in a transaction: has committed) never gets the old value from here, whichever name the write used.
 *
 * <p>It knows nothing of token stores. A name is one of three: an <em>entry</em>, with a cell of its own; an
 * <em>alias</em>, whose cell points to an entry; a <em>tag</em>, by which values can be removed but not read. Safe for
 * use by any thread. A fault of the backend costs a read a query and nothing else; what it costs a write is said for each
 * {@link WriteKind} by the {@link FaultPolicy}. While the backend is away, or is owed evictions, reads go past it; the
 * next caller after {@link FaultPolicy#retryAfter()} tries it again, on its own thread. Exceptions of loaders and
 * mutations pass unchanged.
 *
 * <pre>{@code
 * TokenCache<Session> cache = new TokenCache<>(backend, model, TokenCacheSettings.defaults(), CacheEnvironment.of("web"));
 * Session session = cache.read(key, view, () -> database.load(id));
 * cache.write(LOGOUT, Set.of(key), () -> database.delete(id));
 * }</pre>
 *
 * @param <V> the type of cached values
 */
public final class TokenCache<V> {
    private final EntryModel<V> model;
    private final Fills<V> fills;
    private final CellReader<V> reader;
    private final CellWriter<V> writer;
    private final Breaker breaker;
    private final Recovery<V> recovery;
    private final LoadLimit limit;
    private final TokenCacheListener listener;

    /**
     * A cache.
     *
     * @param backend where the cells live
     * @param model what to know of the values
     * @param settings how long to keep what
     * @param environment keys, transactions, listener and clock
     */
    public TokenCache(
            CacheBackend<V> backend, EntryModel<V> model, TokenCacheSettings settings, CacheEnvironment environment) {
        this(backend, model, settings, environment, null);
    }

    /**
     * A cache, a share of whose hits is compared with what the delegate says.
     *
     * @param backend where the cells live
     * @param model what to know of the values
     * @param settings how long to keep what
     * @param environment keys, transactions, listener and clock
     * @param sampling which hits; null for none
     */
    public TokenCache(
            CacheBackend<V> backend,
            EntryModel<V> model,
            TokenCacheSettings settings,
            CacheEnvironment environment,
            @Nullable HitSampling<V> sampling) {
        this.listener = new GuardedListener(environment.listener());
        this.model = model;
        this.fills = new Fills<>(settings, model, environment.clock());
        this.breaker = new Breaker(backend.toString(), environment, listener);
        this.recovery = new Recovery<>(backend, settings, environment.keys(), breaker, listener);
        this.limit = new LoadLimit(breaker, settings, environment, listener);
        TransactionBoundary boundary = environment.boundary();
        this.writer =
                new CellWriter<>(new Writes<>(backend, settings, environment, breaker, recovery, listener), boundary);
        HitChecks<V> checks = sampling == null
                ? null
                : new HitChecks<>(sampling, fills, boundary, breaker, listener, writer::evictStale);
        this.reader = new CellReader<>(backend, fills, boundary, breaker, listener, checks);
    }

    /**
     * Reads by a value's own name.
     *
     * @param name a key of role {@link TokenKey.Role#ENTRY}
     * @param view the part the caller gets
     * @param loader asks the delegate; called at most once, null means there is no such value
     * @param <T> the type of the part
     * @return the part, shared with nobody, or null if there is no such value
     */
    public <T> @Nullable T read(TokenKey name, View<V, T> view, Supplier<? extends @Nullable V> loader) {
        ReadPlan.ByName<V, T> plan = new ReadPlan.ByName<>(name, model, view, limit, loader);
        return read(name, plan);
    }

    /**
     * Reads by an alias. What the delegate answers leaves a pointer to the value's own name, not the value.
     *
     * @param alias a key of role {@link TokenKey.Role#ALIAS}
     * @param view the part the caller gets
     * @param identity the key, of role {@link TokenKey.Role#ENTRY}, of the value that a loaded part belongs to
     * @param loader asks the delegate; called at most once, null means there is no such value
     * @param <T> the type of the part
     * @return the part, shared with nobody, or null if there is no such value
     */
    public <T> @Nullable T readByAlias(
            TokenKey alias,
            View<V, T> view,
            Function<? super T, TokenKey> identity,
            Supplier<? extends @Nullable T> loader) {
        ReadPlan.ByAlias<V, T> plan = new ReadPlan.ByAlias<>(alias, view, identity, limit, loader);
        return read(alias, plan);
    }

    private <S, T> @Nullable T read(TokenKey name, ReadPlan<V, S, T> plan) {
        if (writer.hasWritten()) {
            return direct(plan);
        }
        return isAway() ? reader.loadOnly(name, plan) : reader.read(name, plan);
    }

    /** Also tries the backend again when that is due. */
    private boolean isAway() {
        return breaker.isAway() && !recovery.attempt();
    }

    /**
     * Asks the delegate in any case, never the cache nor another reader; its answer may be left for others.
     *
     * @param name a key of role {@link TokenKey.Role#ENTRY}
     * @param view the part the caller gets
     * @param loader asks the delegate; called once, null means there is no such value
     * @param <T> the type of the part
     * @return the part, shared with nobody, or null if there is no such value
     */
    public <T> @Nullable T reload(TokenKey name, View<V, T> view, Supplier<? extends @Nullable V> loader) {
        ReadPlan.ByName<V, T> plan = new ReadPlan.ByName<>(name, model, view, limit, loader);
        return writer.hasWritten() || isAway() ? direct(plan) : reader.reload(name, plan);
    }

    /**
     * The cached value of a name, without asking the delegate.
     *
     * @param name a key of role {@link TokenKey.Role#ENTRY}
     * @return the value, shared: not to be changed nor handed out; null when it is not in the cache or must not be used
     *     by the calling thread's transaction
     */
    public @Nullable V peek(TokenKey name) {
        if (writer.hasWritten() || isAway()) {
            return null;
        }
        return reader.peek(name) instanceof Cell.Value<V> value && fills.isLive(value) ? value.value() : null;
    }

    /**
     * Where an alias leads, without asking the delegate.
     *
     * @param alias a key of role {@link TokenKey.Role#ALIAS}
     * @return the key it points to, or null when that is not in the cache or must not be used by the calling thread's
     *     transaction
     */
    public @Nullable TokenKey target(TokenKey alias) {
        if (writer.hasWritten() || isAway()) {
            return null;
        }
        return reader.peek(alias) instanceof Cell.Pointer<V> pointer ? pointer.identity() : null;
    }

    /**
     * Changes the delegate, and evicts.
     *
     * @param kind what is written: what becomes of it when the cache cannot be told
     * @param names every name that the change may make stale: entries, aliases and tags
     * @param mutation changes the delegate; called once, after the names are marked
     * @param <T> the type of the mutation's answer
     * @return the mutation's answer
     * @throws CacheWriteException if the cache could not be told; see {@link CacheWriteException#changed()}
     */
    public <T> T write(WriteKind kind, Collection<TokenKey> names, Supplier<T> mutation) {
        return writer.write(kind, names, mutation, Map::of);
    }

    /**
     * Changes the delegate, and evicts: a {@link WriteKind#CHANGE}.
     *
     * @param names every name that the change may make stale: entries, aliases and tags
     * @param mutation changes the delegate; called once, after the names are marked
     * @param <T> the type of the mutation's answer
     * @return the mutation's answer
     * @throws CacheWriteException if the cache could not be told; see {@link CacheWriteException#changed()}
     */
    public <T> T write(Collection<TokenKey> names, Supplier<T> mutation) {
        return write(WriteKind.CHANGE, names, mutation);
    }

    /**
     * Changes the delegate, and leaves the new value where nobody else reads or writes it meanwhile; in a transaction it
     * only evicts.
     *
     * @param kind what is written: what becomes of it when the cache cannot be told
     * @param names every name that the change may make stale: entries, aliases and tags
     * @param value the value that the delegate holds afterwards; copied
     * @param mutation changes the delegate; called once, after the names are marked
     * @param <T> the type of the mutation's answer
     * @return the mutation's answer
     * @throws CacheWriteException if the cache could not be told; see {@link CacheWriteException#changed()}
     */
    public <T> T store(WriteKind kind, Collection<TokenKey> names, V value, Supplier<T> mutation) {
        return writer.write(kind, names, mutation, () -> stored(names, value));
    }

    /**
     * Changes the delegate, and leaves the new value as {@link #store(WriteKind, Collection, Object, Supplier)} does: a
     * {@link WriteKind#CHANGE}.
     *
     * @param names every name that the change may make stale: entries, aliases and tags
     * @param value the value that the delegate holds afterwards; copied
     * @param mutation changes the delegate; called once, after the names are marked
     * @param <T> the type of the mutation's answer
     * @return the mutation's answer
     * @throws CacheWriteException if the cache could not be told; see {@link CacheWriteException#changed()}
     */
    public <T> T store(Collection<TokenKey> names, V value, Supplier<T> mutation) {
        return store(WriteKind.CHANGE, names, value, mutation);
    }

    /**
     * Evicts, after a change that did not come through here: a {@link WriteKind#EVICT}.
     *
     * @param names entries, aliases and tags
     * @throws CacheWriteException if the cache could not be told
     */
    public void evict(Collection<TokenKey> names) {
        write(WriteKind.EVICT, names, () -> true);
    }

    /**
     * Evicts everything of the backend, a {@link WriteKind#EVICT}; in a transaction that is reported, once more after its
     * commit, because readers load until then what it changes.
     *
     * @throws CacheWriteException if the cache could not be told
     */
    public void clear() {
        writer.clear();
    }

    /**
     * How this cache gets on with its backend.
     *
     * @return its health at this moment
     */
    public CacheHealth health() {
        return breaker.health();
    }

    /**
     * Tries the backend again now, if it is away, and makes up for the evictions that it is owed. Reads and writes do so
     * by themselves; this is for a timer of a node that has none for a while.
     *
     * @return whether the cache is in use afterwards
     */
    public boolean recover() {
        return recovery.attemptAtOnce();
    }

    TokenCacheListener listener() {
        return listener;
    }

    private static <S, T> @Nullable T direct(ReadPlan<?, S, T> plan) {
        S loaded = plan.load();
        return loaded == null ? null : plan.own(loaded);
    }

    private Map<TokenKey, Fill<V>> stored(Collection<TokenKey> names, V value) {
        try {
            return fills.ofStore(names, model.copy(value));
        } catch (RuntimeException uncopyable) {
            listener.onFault(TokenCacheListener.Operation.FILL, uncopyable);
            return Map.of();
        }
    }
}
