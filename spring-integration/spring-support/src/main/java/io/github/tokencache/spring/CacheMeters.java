package io.github.tokencache.spring;

import io.github.tokencache.CacheHealth;
import io.github.tokencache.TokenCacheListener.Operation;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** The meters of one cache in one registry: each asks when it is scraped. */
final class CacheMeters {
    private final MeterRegistry registry;
    private final CacheFigures figures;
    private final List<Meter> meters = new ArrayList<>();
    private final Tags tags;
    private final Tags nodeTags;

    CacheMeters(MeterRegistry registry, CacheFigures figures, String cache, String tier) {
        this.registry = registry;
        this.figures = figures; // registries hold what they ask by a weak reference
        this.nodeTags = Tags.of("cache.manager", "tokencache", "tier", tier);
        this.tags = nodeTags.and("cache", cache);
    }

    void bind(TokenCacheMetrics metrics) {
        bindReads(metrics);
        bindWrites(metrics);
        bindHealth(figures.health());
        bindSize(figures.size());
        bindNear(figures.near());
        bindNode(figures.node());
    }

    void unbind() {
        meters.forEach(registry::remove);
    }

    private void bindReads(TokenCacheMetrics metrics) {
        counter("cache.gets", tags.and("result", "hit"), metrics.hits, "Reads answered from the cache");
        counter("cache.gets", tags.and("result", "miss"), metrics.misses, "Reads answered by the delegate");
        counter("cache.puts", metrics.puts, "Contents left in the cache");
        counter("tokencache.leases.refused", metrics.leasesRefused, "Loads without the right to fill");
        counter("tokencache.fills.refused", metrics.fillsRefused, "Contents that the cache did not take");
        counter("tokencache.loads.beyond.limit", metrics.loadsBeyondLimit, "Loads beyond the limit of an outage");
        counter("tokencache.stale", metrics.stale, "Stale values found by comparing hits with the delegate");
        timer("tokencache.loads", tags, metrics.loads, "What the delegate was asked");
    }

    private void bindWrites(TokenCacheMetrics metrics) {
        counter("cache.evictions", metrics.evictions, "Cells evicted by writes");
        counter("tokencache.elisions", metrics.elisions, "Stores left out because nothing had changed");
        counter(
                "tokencache.writes.refused",
                metrics.writesRefused,
                "Writes that changed nothing, as they were refused");
        counter("tokencache.writes.deferred", metrics.writesDeferred, "Writes whose eviction is made up for later");
        counter("tokencache.evictions.replayed", metrics.replayed, "Names evicted for deferred writes");
        counter("tokencache.outages", metrics.outages, "How often the backend was taken for away");
        timer("tokencache.writes.waited.out", tags, metrics.waitedOut, "Writes that waited an old value out");
        for (Operation operation : Operation.values()) {
            Tags which = tags.and("operation", operation.name().toLowerCase(Locale.ROOT));
            counter("tokencache.faults", which, metrics.faults(operation), "What the backend did not do");
            if (operation == Operation.BEGIN || operation == Operation.END || operation == Operation.CLEAR) {
                timer("tokencache.evict", which, metrics.writeSteps(operation), "The backend's part of writes");
            }
        }
    }

    private void bindHealth(Supplier<CacheHealth> health) {
        gauge("tokencache.away", health, now -> now.get().away() ? 1 : 0, "1 while the backend counts as away, else 0");
        gauge(
                "tokencache.evictions.owed",
                health,
                now -> now.get().owedNames(),
                "Names that wait for their eviction to be made up for");
    }

    private void bindSize(@Nullable LongSupplier size) {
        if (size != null) {
            gauge("cache.size", size, LongSupplier::getAsLong, "Entries in this process");
        }
    }

    private void bindNear(@Nullable Supplier<NearFigures> near) {
        if (near == null) {
            return;
        }
        counter("tokencache.near.hits", near, NearFigures::hits, "Cells read from this node's memory");
        counter("tokencache.near.bypasses", near, NearFigures::bypasses, "Cells not looked for in this node's memory");
        counter("tokencache.near.refused.puts", near, NearFigures::refusedPuts, "Contents overtaken by an eviction");
    }

    /** What is there already, by another cache of the node, is what the registry answers with. */
    private void bindNode(@Nullable Supplier<NodeFigures> node) {
        if (node == null) {
            return;
        }
        meters.add(FunctionCounter.builder("tokencache.invalidations.timed.out", node, now -> now.get()
                        .timedOut())
                .tags(nodeTags)
                .description("Writes that waited a whole lease")
                .register(registry));
        meters.add(FunctionTimer.builder(
                        "tokencache.invalidations",
                        node,
                        now -> now.get().invalidations(),
                        now -> now.get().waited().toNanos(),
                        TimeUnit.NANOSECONDS)
                .tags(nodeTags)
                .description("Writes that waited for the other nodes")
                .register(registry));
        meters.add(TimeGauge.builder("tokencache.invalidations.longest", node, TimeUnit.NANOSECONDS, now -> now.get()
                        .longestWait()
                        .toNanos())
                .tags(nodeTags)
                .description("The longest wait for the other nodes")
                .strongReference(true)
                .register(registry));
    }

    private void counter(String name, LongAdder count, String description) {
        counter(name, tags, count, description);
    }

    private void counter(String name, Tags which, LongAdder count, String description) {
        meters.add(FunctionCounter.builder(name, count, LongAdder::sum)
                .tags(which)
                .description(description)
                .register(registry));
    }

    private void counter(
            String name, Supplier<NearFigures> near, ToLongFunction<NearFigures> count, String description) {
        meters.add(FunctionCounter.builder(name, near, now -> count.applyAsLong(now.get()))
                .tags(tags)
                .description(description)
                .register(registry));
    }

    private void timer(String name, Tags which, TimeSum sum, String description) {
        meters.add(FunctionTimer.builder(name, sum, TimeSum::count, TimeSum::nanos, TimeUnit.NANOSECONDS)
                .tags(which)
                .description(description)
                .register(registry));
    }

    private <T> void gauge(String name, T source, ToDoubleFunction<T> value, String description) {
        meters.add(Gauge.builder(name, source, value)
                .tags(tags)
                .description(description)
                .strongReference(true)
                .register(registry));
    }
}
