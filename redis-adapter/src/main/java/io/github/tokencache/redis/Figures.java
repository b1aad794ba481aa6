package io.github.tokencache.redis;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts what was not cached, and logs each reason once. */
final class Figures {
    private static final Logger LOG = LoggerFactory.getLogger(RedisCacheBackend.class);

    /** Reasons can be as many as there are hostile bytes. */
    private static final int MAXIMUM_REASONS = 100;

    private final Set<String> logged = ConcurrentHashMap.newKeySet();
    private final LongAdder unknown = new LongAdder();
    private final LongAdder unreadable = new LongAdder();
    private final LongAdder unwritable = new LongAdder();
    private final LongAdder oversized = new LongAdder();
    private final LongAdder overlong = new LongAdder();
    private final LongAdder fullTags = new LongAdder();

    void unknown() {
        unknown.increment();
        once("a cell is of a format that this version does not know; another version may be at work");
    }

    void unreadable(String reason) {
        unreadable.increment();
        once("a cell could not be read: " + reason);
    }

    void unwritable(String reason) {
        unwritable.increment();
        once("a value could not be encoded: " + reason);
    }

    void oversized(int maximum) {
        oversized.increment();
        once("a value is longer than maximumValueBytes " + maximum);
    }

    void overlong(int maximum) {
        overlong.increment();
        once("a cell is longer than one with a value of maximumValueBytes " + maximum + ", and is not read");
    }

    void fullTag(int maximum) {
        fullTags.increment();
        once("a tag lists maximumTagMembers " + maximum + " entries");
    }

    RedisStatistics statistics() {
        return new RedisStatistics(
                unknown.sum(), unreadable.sum(), unwritable.sum(), oversized.sum(), overlong.sum(), fullTags.sum());
    }

    private void once(String reason) {
        if (logged.size() < MAXIMUM_REASONS && logged.add(reason)) {
            LOG.warn("Not cached: {}. Logged once for each reason; see the statistics.", reason);
        }
    }
}
