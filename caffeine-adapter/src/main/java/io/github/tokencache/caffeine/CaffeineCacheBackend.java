package io.github.tokencache.caffeine;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import io.github.tokencache.CacheBackend;
import io.github.tokencache.Cell;
import io.github.tokencache.Ending;
import io.github.tokencache.Fill;
import io.github.tokencache.Lease;
import io.github.tokencache.OpenWrite;
import io.github.tokencache.TokenKey;
import io.github.tokencache.Writer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Cells in the memory of this process, on Caffeine 3.x or 2.9. Values are kept and returned by reference; a hit allocates
 * nothing.
 *
 * <p>Another node that writes the same store does not evict here. Where this process is the only one that writes it, use
 * {@link #forSingleNode}; where it is not, a value may be served until its time to live is over.
 *
 * <p>Safe for use by any thread. No operation waits for another, and none fails: what cannot be kept is not cached.
 *
 * <pre>{@code
 * CacheBackend<Session> backend = CaffeineCacheBackend.forSingleNode(CaffeineSettings.ofEntries(100_000));
 * }</pre>
 *
 * @param <V> the type of cached values
 */
public sealed class CaffeineCacheBackend<V> implements CacheBackend<V> permits SingleNodeCaffeineCacheBackend {
    private final LongSupplier clock;
    private final Cache<TokenKey, State<V>> cells;
    private final Weights<V> weights;
    private final Negatives negatives;
    private final Tags tags;
    private final Cell<V> absent = new Cell.Absent<>();
    private final LongAdder evictions = new LongAdder();

    /** What removals have left to be done. They are reported under locks of Caffeine, where no cache may be touched. */
    private final Queue<Runnable> leftToDo = new ConcurrentLinkedQueue<>();

    CaffeineCacheBackend(CaffeineSettings<V> settings, LongSupplier clock) {
        this.weights = new Weights<>(settings.weigher());
        this.clock = clock;
        this.tags = new Tags(settings.maximumTagMembers(), clock);
        this.negatives = new Negatives(settings.maximumNegatives(), clock, this::negativeEvicted);
        this.cells = Caffeine.newBuilder()
                .maximumWeight(settings.maximumWeight())
                .weigher((TokenKey key, State<V> state) -> state.weight())
                .expireAfter(Timed.<State<V>>expiry())
                .ticker(clock::getAsLong)
                .executor(Runnable::run)
                .removalListener(this::removed)
                .build();
    }

    /**
     * A backend beside which other nodes may write the store.
     *
     * @param <V> the type of cached values
     * @param settings the bounds
     * @return an empty backend
     */
    public static <V> CaffeineCacheBackend<V> create(CaffeineSettings<V> settings) {
        return create(settings, System::nanoTime);
    }

    /**
     * A backend beside which other nodes may write the store.
     *
     * @param <V> the type of cached values
     * @param settings the bounds
     * @param nanoTime the clock, as {@link System#nanoTime()}
     * @return an empty backend
     */
    public static <V> CaffeineCacheBackend<V> create(CaffeineSettings<V> settings, LongSupplier nanoTime) {
        return new CaffeineCacheBackend<>(settings, nanoTime);
    }

    /**
     * A backend of the only process that writes the store.
     *
     * @param <V> the type of cached values
     * @param settings the bounds
     * @return an empty backend
     */
    public static <V> SingleNodeCaffeineCacheBackend<V> forSingleNode(CaffeineSettings<V> settings) {
        return forSingleNode(settings, System::nanoTime);
    }

    /**
     * A backend of the only process that writes the store.
     *
     * @param <V> the type of cached values
     * @param settings the bounds
     * @param nanoTime the clock, as {@link System#nanoTime()}
     * @return an empty backend
     */
    public static <V> SingleNodeCaffeineCacheBackend<V> forSingleNode(
            CaffeineSettings<V> settings, LongSupplier nanoTime) {
        return new SingleNodeCaffeineCacheBackend<>(settings, nanoTime);
    }

    @Override
    public final Cell<V> read(TokenKey key, Supplier<@Nullable Lease> lease) {
        State<V> state = cells.getIfPresent(key);
        return state == null ? take(key, lease.get()) : state.cell();
    }

    private Cell<V> take(TokenKey key, @Nullable Lease lease) {
        if (isTag(key)) {
            throw new IllegalArgumentException("key must be of role ENTRY or ALIAS, but was " + key);
        }
        if (lease == null) {
            return absent;
        }
        State<V> leased = new Leased<>(lease, clock.getAsLong());
        State<V> other = cells.asMap().putIfAbsent(key, leased);
        return other == null ? leased.cell() : other.cell();
    }

    @Override
    public final boolean fill(TokenKey key, Lease lease, Fill<V> fill) {
        Held<V> held = registered(key, fill);
        State<V> after = cells.asMap()
                .computeIfPresent(
                        key, (k, state) -> state instanceof Leased<V> leased && leased.is(lease) ? held : state);
        return settled(held, after);
    }

    @Override
    public final OpenWrite begin(Collection<TokenKey> names, Writer writer) {
        Set<TokenKey> keys = new HashSet<>(names);
        names.stream().filter(CaffeineCacheBackend::isTag).forEach(tag -> keys.addAll(tags.begin(tag, writer)));
        OpenWrite write = new OpenWrite(writer, keys);
        forEachCell(write, key -> cells.asMap()
                .compute(key, (k, before) -> Pending.begin(before, writer, clock.getAsLong())));
        work();
        return write;
    }

    /** The cells before the tags: as long as a cell is being ended, its tags take no content for it. */
    @Override
    public final void end(OpenWrite write, Ending<V> ending) {
        Writer writer = write.writer();
        if (ending instanceof Ending.Committed<V> committed) {
            forEachCell(write, key -> commit(key, writer, committed.populate().get(key)));
            forEachTag(write, tag -> tags.endCommitted(tag, writer, write.keys())
                    .forEach(late -> commit(late, writer, null)));
        } else {
            forEachCell(write, key -> rollBack(key, writer));
            forEachTag(write, tag -> tags.endRolledBack(tag, writer));
        }
        work();
    }

    private void commit(TokenKey key, Writer writer, @Nullable Fill<V> populate) {
        Held<V> held = populate == null || !mayPopulate(key, writer) ? null : registered(key, populate);
        settled(held, cells.asMap().computeIfPresent(key, (k, state) -> committed(state, writer, held)));
    }

    private boolean mayPopulate(TokenKey key, Writer writer) {
        return cells.getIfPresent(key) instanceof Pending<V> pending && pending.mayPopulate(writer, clock.getAsLong());
    }

    private @Nullable State<V> committed(State<V> state, Writer writer, @Nullable Held<V> populate) {
        long now = clock.getAsLong();
        if (!(state instanceof Pending<V> pending)) {
            return null;
        }
        if (pending.othersThan(writer, now)) {
            return pending.withoutCommitted(writer, now);
        }
        return pending.mayPopulate(writer, now) ? populate : null;
    }

    private void rollBack(TokenKey key, Writer writer) {
        cells.asMap().computeIfPresent(key, (k, state) -> {
            if (!(state instanceof Pending<V> pending)) {
                return state;
            }
            long now = clock.getAsLong();
            return pending.othersThan(writer, now) ? pending.without(writer, now) : null;
        });
    }

    /** What was in a cell when this began is in it, or in its successor, when the iteration gets there. */
    @Override
    public final void clear() {
        List<Held<V>> dropped = new ArrayList<>();
        for (TokenKey key : cells.asMap().keySet()) {
            cells.asMap().computeIfPresent(key, (k, state) -> {
                if (state instanceof Held<V> held) {
                    dropped.add(held);
                }
                return state instanceof Pending<V> pending ? pending.cleared(clock.getAsLong()) : null;
            });
        }
        dropped.forEach(tags::deregister);
        work();
    }

    /**
     * What there is and what was let go.
     *
     * @return the figures of this moment
     */
    public final CaffeineStatistics statistics() {
        cells.cleanUp();
        work();
        long weight = cells.policy().eviction().orElseThrow().weightedSize().orElseThrow();
        return new CaffeineStatistics(
                cells.estimatedSize(),
                weight,
                negatives.size(),
                tags.size(),
                evictions.sum(),
                negatives.evictions(),
                tags.full(),
                weights.unweighable());
    }

    /** For tests: as if the time of everything but the members of a tag had passed. */
    final void expire(TokenKey key) {
        cells.invalidate(key);
        tags.lapse(key);
        work();
    }

    /** Null when there is nothing to hold, or when it cannot be weighed or a tag does not take it. */
    private @Nullable Held<V> registered(TokenKey key, Fill<V> fill) {
        if (fill.content() instanceof Cell.Absent) {
            return null;
        }
        int weight = weights.of(fill.content());
        if (weight == Weights.NONE) {
            return null;
        }
        Held<V> held = new Held<>(key, fill, clock.getAsLong(), weight);
        return tags.register(held) ? held : null;
    }

    private boolean settled(@Nullable Held<V> held, @Nullable State<V> after) {
        boolean left = held != null && held == after;
        if (held != null && left && held.isNegative()) {
            negatives.add(held);
        }
        work();
        return left;
    }

    private void removed(@Nullable TokenKey key, @Nullable State<V> state, RemovalCause cause) {
        if (state instanceof Held<V> held) {
            evictions.add(cause == RemovalCause.SIZE ? 1 : 0);
            if (held.isNegative()) {
                leftToDo.add(() -> negatives.remove(held));
            }
            if (cause.wasEvicted()) {
                leftToDo.add(() -> tags.deregister(held));
            }
        }
    }

    private void negativeEvicted(Held<?> entry) {
        leftToDo.add(() -> cells.asMap().remove(entry.key(), entry));
    }

    private void work() {
        for (Runnable next = leftToDo.poll(); next != null; next = leftToDo.poll()) {
            next.run();
        }
    }

    private static void forEachCell(OpenWrite write, Consumer<TokenKey> step) {
        write.keys().stream().filter(key -> !isTag(key)).forEach(step);
    }

    private static void forEachTag(OpenWrite write, Consumer<TokenKey> step) {
        write.keys().stream().filter(CaffeineCacheBackend::isTag).forEach(step);
    }

    private static boolean isTag(TokenKey key) {
        return key.kind().role() == TokenKey.Role.TAG;
    }
}
