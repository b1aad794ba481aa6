package io.github.tokencache.examples.studylog.counting;

import io.github.tokencache.examples.studylog.CacheKind;
import java.util.Optional;
import java.util.Properties;

/**
 * What the demonstration is asked to do.
 *
 * @param cache where the caches live
 * @param redis the address of the Redis that shared caches live in; empty for one of the demonstration's own
 * @param port the port of the example, 0 for any free one
 * @param statements the flow whose statements are to be printed
 * @param exit whether to end after the table
 */
record DemoOptions(CacheKind cache, Optional<String> redis, int port, Optional<Flow> statements, boolean exit) {

    DemoOptions {
        if (redis.isPresent() && !cache.isShared()) {
            throw new IllegalArgumentException(
                    "demo.cache must be redis or two-level where demo.redis is given, but was " + cache.label());
        }
    }

    static DemoOptions of(Properties properties) {
        return new DemoOptions(
                CacheKind.labelled(properties.getProperty("demo.cache", CacheKind.CAFFEINE.label())),
                Optional.ofNullable(properties.getProperty("demo.redis")),
                port(properties.getProperty("demo.port", "0")),
                Optional.ofNullable(properties.getProperty("demo.statements")).map(Flow::labelled),
                Boolean.parseBoolean(properties.getProperty("demo.exit")));
    }

    private static int port(String text) {
        try {
            int port = Integer.parseInt(text);
            if (port >= 0 && port <= 65_535) {
                return port;
            }
        } catch (NumberFormatException e) {
            // refused below, with the same words as a number out of range
        }
        throw new IllegalArgumentException("demo.port must be a number from 0 to 65535, but was " + text);
    }
}
