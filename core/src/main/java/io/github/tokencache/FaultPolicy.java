package io.github.tokencache;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * What a cache does while its backend is away.
 *
 * @param actions what becomes of a kind of write; a kind that is not named has its {@link WriteKind#byDefault() default}
 * @param readFaults after how many failed reads in a row the backend counts as away, positive; a write that fails or is
 *     refused is enough at once
 * @param retryAfter how long a backend that is away is left alone before one caller tries it again, positive
 * @param maximumDeferredNames how many names may wait for their eviction to be made up for, positive; when there are
 *     more, the whole cache is cleared instead
 * @param maximumLoads how many loads may run at a time while the backend is away, positive
 */
public record FaultPolicy(
        Map<WriteKind, FaultAction> actions,
        int readFaults,
        Duration retryAfter,
        int maximumDeferredNames,
        int maximumLoads) {

    public FaultPolicy {
        actions = Map.copyOf(actions);
        requirePositive("readFaults", readFaults);
        Durations.requirePositive("retryAfter", retryAfter);
        requirePositive("maximumDeferredNames", maximumDeferredNames);
        requirePositive("maximumLoads", maximumLoads);
    }

    /**
     * Each kind's default; away after 3 failed reads; tried again after a second; 10,000 names; 64 loads.
     *
     * @return the defaults
     */
    public static FaultPolicy defaults() {
        return new FaultPolicy(Map.of(), 3, Duration.ofSeconds(1), 10_000, 64);
    }

    /**
     * What becomes of a write.
     *
     * @param kind the kind of write
     * @return the action
     */
    public FaultAction action(WriteKind kind) {
        return actions.getOrDefault(kind, kind.byDefault());
    }

    /**
     * The same with another action for one kind of write.
     *
     * @param kind the kind of write
     * @param action what becomes of it
     * @return the policy
     */
    public FaultPolicy with(WriteKind kind, FaultAction action) {
        Map<WriteKind, FaultAction> changed = new HashMap<>(actions);
        changed.put(kind, action);
        return new FaultPolicy(changed, readFaults, retryAfter, maximumDeferredNames, maximumLoads);
    }

    /**
     * The same with other limits.
     *
     * @param deferredNames how many names may wait for their eviction to be made up for
     * @param loads how many loads may run at a time while the backend is away
     * @return the policy
     */
    public FaultPolicy withLimits(int deferredNames, int loads) {
        return new FaultPolicy(actions, readFaults, retryAfter, deferredNames, loads);
    }

    /**
     * The same with other patience.
     *
     * @param faults after how many failed reads in a row the backend counts as away
     * @param again how long it is then left alone
     * @return the policy
     */
    public FaultPolicy withPatience(int faults, Duration again) {
        return new FaultPolicy(actions, faults, again, maximumDeferredNames, maximumLoads);
    }

    private static void requirePositive(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " must be positive, but was " + value);
        }
    }
}
