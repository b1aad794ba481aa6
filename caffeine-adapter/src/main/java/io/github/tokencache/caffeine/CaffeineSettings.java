package io.github.tokencache.caffeine;

import java.util.Objects;
import java.util.function.ToIntFunction;

/**
 * The bounds of a {@link CaffeineCacheBackend}. Leases and open writes are never evicted and count towards none of them;
 * they are as many as there are reads and writes in flight, and the names of writes whose outcome is not known (the
 * delegate threw, or a commit was not confirmed), each until its writer's deadline. When the database fails, those are as
 * many as were tried within that time. Tags that were written stay for one lease time-out.
 *
 * @param <V> the type of cached values
 * @param maximumWeight the sum of the weights of all values and aliases; an alias weighs 1
 * @param weigher the weight of a value, positive; a value that cannot be weighed is not cached
 * @param maximumNegatives how many negative entries there are; they never push out a value
 * @param maximumTagMembers how many entries a tag lists; a further one is not cached
 */
public record CaffeineSettings<V>(
        long maximumWeight, ToIntFunction<? super V> weigher, long maximumNegatives, int maximumTagMembers) {
    private static final long DEFAULT_NEGATIVES = 10_000;
    private static final int DEFAULT_TAG_MEMBERS = 16_384;

    /** Checks that every bound is positive. */
    public CaffeineSettings {
        requirePositive("maximumWeight", maximumWeight);
        Objects.requireNonNull(weigher, "weigher");
        requirePositive("maximumNegatives", maximumNegatives);
        requirePositive("maximumTagMembers", maximumTagMembers);
    }

    /**
     * Bounded by the number of values and aliases; 10,000 negative entries and 16,384 members of a tag.
     *
     * @param <V> the type of cached values
     * @param maximumEntries how many values and aliases there are
     * @return the settings
     */
    public static <V> CaffeineSettings<V> ofEntries(long maximumEntries) {
        requirePositive("maximumEntries", maximumEntries);
        return ofWeight(maximumEntries, value -> 1);
    }

    /**
     * Bounded by weight; 10,000 negative entries and 16,384 members of a tag.
     *
     * @param <V> the type of cached values
     * @param maximumWeight the sum of the weights of all values and aliases; an alias weighs 1
     * @param weigher the weight of a value, positive
     * @return the settings
     */
    public static <V> CaffeineSettings<V> ofWeight(long maximumWeight, ToIntFunction<? super V> weigher) {
        return new CaffeineSettings<>(maximumWeight, weigher, DEFAULT_NEGATIVES, DEFAULT_TAG_MEMBERS);
    }

    /**
     * The same with another bound of negative entries.
     *
     * @param maximum how many there are
     * @return the settings
     */
    public CaffeineSettings<V> withMaximumNegatives(long maximum) {
        return new CaffeineSettings<>(maximumWeight, weigher, maximum, maximumTagMembers);
    }

    /**
     * The same with another bound of the members of a tag.
     *
     * @param maximum how many entries a tag lists
     * @return the settings
     */
    public CaffeineSettings<V> withMaximumTagMembers(int maximum) {
        return new CaffeineSettings<>(maximumWeight, weigher, maximumNegatives, maximum);
    }

    private static void requirePositive(String name, long value) {
        if (value <= 0) {
            throw new IllegalArgumentException(name + " must be positive, but was " + value);
        }
    }
}
