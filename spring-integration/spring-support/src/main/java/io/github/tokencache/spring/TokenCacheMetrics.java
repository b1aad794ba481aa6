package io.github.tokencache.spring;

import static java.util.Objects.requireNonNull;

import io.github.tokencache.TokenCacheListener;
import io.github.tokencache.TokenKey;
import io.github.tokencache.WriteKind;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.config.MeterFilter;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts what one cache does, and shows it to Micrometer: {@code cache.gets}, {@code cache.puts}, {@code cache.evictions}
 * and {@code cache.size} as other caches have them, and what only this library has under {@code tokencache}. It counts
 * from the moment it is made, so that it can be the listener of a cache that is there before the registry; counting
 * allocates nothing and asks no registry. Tags are the cache, the tier and names of enums: never a token. Safe for use by
 * any thread. Needs micrometer-core 1.9 or newer, which this library does not bring.
 *
 * <pre>{@code
 * TokenCacheMetrics metrics = new TokenCacheMetrics("access-tokens", "process");
 * CachingTokenStore store = CachingTokenStore.builder(jdbcStore, backend)
 *         .environment(CacheEnvironment.of("tokens").withListener(metrics))
 *         .build();
 * metrics.bindTo(registry, CacheFigures.ofHealth(store::health));
 * }</pre>
 */
public final class TokenCacheMetrics implements TokenCacheListener {
    private final String cache;
    private final String tier;
    private final Queue<CacheMeters> bound = new ConcurrentLinkedQueue<>();
    final LongAdder hits = new LongAdder();
    final LongAdder misses = new LongAdder();
    final LongAdder puts = new LongAdder();
    final LongAdder evictions = new LongAdder();
    final LongAdder leasesRefused = new LongAdder();
    final LongAdder fillsRefused = new LongAdder();
    final LongAdder elisions = new LongAdder();
    final LongAdder stale = new LongAdder();
    final LongAdder loadsBeyondLimit = new LongAdder();
    final LongAdder writesRefused = new LongAdder();
    final LongAdder writesDeferred = new LongAdder();
    final LongAdder replayed = new LongAdder();
    final LongAdder outages = new LongAdder();
    final TimeSum loads = new TimeSum();
    final TimeSum waitedOut = new TimeSum();
    private final Map<Operation, LongAdder> faults = new EnumMap<>(Operation.class);
    private final Map<Operation, TimeSum> writeSteps = new EnumMap<>(Operation.class);

    /**
     * The meters of a cache.
     *
     * @param cache the cache's name, 1 to 64 letters, digits, '.', '_' and '-', such as {@code access-tokens}
     * @param tier where its cells are, as restricted as the name: {@code process}, {@code shared} or {@code two-level}
     */
    public TokenCacheMetrics(String cache, String tier) {
        this.cache = requireName("cache", cache);
        this.tier = requireName("tier", tier);
        for (Operation operation : Operation.values()) {
            faults.put(operation, new LongAdder());
            writeSteps.put(operation, new TimeSum());
        }
    }

    /**
     * A filter for registries where other caches are counted too. Prometheus refuses a meter whose tag keys are not those of
     * an earlier one of its name, and Boot's caches have {@code cacheManager} (Boot 3 and later: {@code cache.manager}) and
     * {@code name} where these have {@code tier}. With the filter {@code cache.gets}, {@code cache.puts}, {@code
     * cache.evictions} and {@code cache.size} have them all, whosever they are: the manager under both keys, the name of the
     * cache as {@code name}, and what a meter has no value for is empty, which to Prometheus is as if it were not there.
     * Add it before the first meter is registered; Boot does so with a bean of this type.
     *
     * @return the filter
     */
    public static MeterFilter alignedTags() {
        return new AlignedTags();
    }

    private static String requireName(String what, String name) {
        if (!name.matches("[A-Za-z0-9._-]{1,64}")) {
            throw new IllegalArgumentException(
                    what + " must be 1 to 64 letters, digits, '.', '_' and '-', but was '" + name + "'");
        }
        return name;
    }

    /**
     * Registers the meters. Once for each registry.
     *
     * @param registry where
     * @param figures what to ask of the cache
     */
    public void bindTo(MeterRegistry registry, CacheFigures figures) {
        CacheMeters meters = new CacheMeters(registry, figures, cache, tier);
        bound.add(meters);
        meters.bind(this);
    }

    /**
     * Removes the meters from every registry they were bound to, before which a registry that lives longer than the cache
     * keeps the cache. Counting goes on. Does nothing if nothing is bound.
     */
    public void unbind() {
        for (CacheMeters meters = bound.poll(); meters != null; meters = bound.poll()) {
            meters.unbind();
        }
    }

    /**
     * How many reads were answered from the cache.
     *
     * @return their number since this was made
     */
    public long hits() {
        return hits.sum();
    }

    /**
     * How many reads were answered by the delegate.
     *
     * @return their number since this was made
     */
    public long misses() {
        return misses.sum();
    }

    LongAdder faults(Operation operation) {
        return requireNonNull(faults.get(operation));
    }

    TimeSum writeSteps(Operation operation) {
        return requireNonNull(writeSteps.get(operation));
    }

    @Override
    public void onHit(TokenKey.Kind kind) {
        hits.increment();
    }

    @Override
    public void onMiss(TokenKey.Kind kind) {
        misses.increment();
    }

    @Override
    public void onLoad(TokenKey.Kind kind, Duration duration) {
        loads.add(duration);
    }

    @Override
    public void onLeaseRefused(TokenKey.Kind kind) {
        leasesRefused.increment();
    }

    @Override
    public void onFillRefused(TokenKey.Kind kind) {
        fillsRefused.increment();
    }

    @Override
    public void onFill(TokenKey.Kind kind) {
        puts.increment();
    }

    @Override
    public void onEviction(TokenKey.Kind kind) {
        evictions.increment();
    }

    @Override
    public void onElision(TokenKey.Kind kind) {
        elisions.increment();
    }

    @Override
    public void onFault(Operation operation, RuntimeException fault) {
        faults(operation).increment();
    }

    @Override
    public void onAway() {
        outages.increment();
    }

    @Override
    public void onWriteRefused(WriteKind kind) {
        writesRefused.increment();
    }

    @Override
    public void onDeferred(WriteKind kind) {
        writesDeferred.increment();
    }

    @Override
    public void onReplayed(int names) {
        replayed.add(names);
    }

    @Override
    public void onWaitedOut(WriteKind kind, Duration duration) {
        waitedOut.add(duration);
    }

    @Override
    public void onLoadBeyondLimit(TokenKey.Kind kind) {
        loadsBeyondLimit.increment();
    }

    @Override
    public void onStale(TokenKey.Kind kind) {
        stale.increment();
    }

    @Override
    public void onWriteStep(Operation operation, Duration duration) {
        writeSteps(operation).add(duration);
    }
}
