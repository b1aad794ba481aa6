package io.github.tokencache.examples.studylog.monitoring;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * Counters of one name, one for each value of a tag. All are there from the start: a counter that appears with its first
 * count has not increased, and no alert would hear of it. Safe for use by any thread.
 *
 * @param <E> the values
 */
public final class Counters<E extends Enum<E>> {
    private final Map<E, Counter> counters;

    private Counters(Map<E, Counter> counters) {
        this.counters = counters;
    }

    /**
     * Counters at zero.
     *
     * @param registry where they are shown
     * @param name their name
     * @param description what they count
     * @param tag the key of the tag, whose values are the names in {@code values}, in lower case
     * @param values what is told apart
     */
    public static <E extends Enum<E>> Counters<E> of(
            MeterRegistry registry, String name, String description, String tag, Class<E> values) {
        Map<E, Counter> counters = new EnumMap<>(values);
        for (E value : values.getEnumConstants()) {
            counters.put(
                    value,
                    Counter.builder(name)
                            .description(description)
                            .tag(tag, value.name().toLowerCase(Locale.ROOT))
                            .register(registry));
        }
        return new Counters<>(counters);
    }

    /** Counts one more. */
    public void count(E value) {
        Objects.requireNonNull(counters.get(value)).increment();
    }
}
