package io.github.tokencache.springsecurityoauth2.autoconfigure;

import io.github.tokencache.FaultAction;
import io.github.tokencache.FaultPolicy;
import io.github.tokencache.WriteKind;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.context.properties.ConstructorBinding;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** What happens while the backend is away: {@code tokencache.faults.*}. */
@ConstructorBinding
final class FaultProperties {
    /** After how many failed reads in a row the backend counts as away. Positive. */
    public final int readFaults;

    /** How long a backend that is away is left alone before it is tried again. Positive. */
    public final Duration retryAfter;

    /** How many names may wait for their eviction to be made up for. Positive. */
    public final int maximumDeferredNames;

    /**
     * How many loads run at a time while the backend is away. Positive, below the size of the connection pool.
     */
    public final int maximumLoads;

    /**
     * What becomes of a write that the cache cannot be told of (fail, defer or wait-out), by the label of its
     * kind.
     */
    public final Map<String, FaultAction> actions;

    FaultProperties(
            @DefaultValue("3") int readFaults,
            @DefaultValue("1s") Duration retryAfter,
            @DefaultValue("10000") int maximumDeferredNames,
            @DefaultValue("64") int maximumLoads,
            @DefaultValue Map<String, FaultAction> actions) {
        this.readFaults = readFaults;
        this.retryAfter = retryAfter;
        this.maximumDeferredNames = maximumDeferredNames;
        this.maximumLoads = maximumLoads;
        this.actions = Map.copyOf(actions);
    }

    /** What the binder makes where nothing is set, in no time. */
    static FaultProperties defaults() {
        return new FaultProperties(3, Duration.ofSeconds(1), 10_000, 64, Map.of());
    }

    FaultPolicy policy() {
        Map<WriteKind, FaultAction> byKind = new HashMap<>();
        actions.forEach((label, action) -> byKind.put(WriteKinds.of(label), action));
        return InvalidPropertyException.named(
                "tokencache.faults",
                () -> new FaultPolicy(byKind, readFaults, retryAfter, maximumDeferredNames, maximumLoads));
    }
}
