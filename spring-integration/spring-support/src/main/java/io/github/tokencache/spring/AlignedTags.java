package io.github.tokencache.spring;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.config.MeterFilter;
import java.util.Set;

/** Adds the tag keys to meters of caches that other meters of the same name have. */
final class AlignedTags implements MeterFilter {
    /** Those of our names that Micrometer's binder of caches has too. */
    private static final Set<String> NAMES = Set.of("cache.gets", "cache.puts", "cache.evictions", "cache.size");

    private static final String MANAGER = "cache.manager";

    /** As Boot 2 calls it, and Prometheus does not take one for the other. */
    private static final String MANAGER_OF_BOOT_2 = "cacheManager";

    @Override
    public Meter.Id map(Meter.Id id) {
        if (!NAMES.contains(id.getName())) {
            return id;
        }
        Tags missing = Tags.of("tier", "")
                .and("name", value(id, "cache"))
                .and(MANAGER, value(id, MANAGER_OF_BOOT_2))
                .and(MANAGER_OF_BOOT_2, value(id, MANAGER));
        return id.replaceTags(missing.and(id.getTags()));
    }

    private static String value(Meter.Id id, String key) {
        String value = id.getTag(key);
        return value == null ? "" : value;
    }
}
