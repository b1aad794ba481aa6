package io.github.tokencache.springsecurityoauth2.autoconfigure;

import java.time.Duration;
import org.springframework.boot.context.properties.ConstructorBinding;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** What each node keeps in memory in front of Redis: {@code tokencache.near.*}, with the backend two-level. */
@ConstructorBinding
final class NearProperties {
    /**
     * How long a value is served from memory without asking Redis again. 0 to 10 s in whole milliseconds; zero
     * serves nothing from memory.
     */
    public final Duration lease;

    /** How many contents each cache keeps in memory at most. Positive. */
    public final long maximumEntries;

    NearProperties(@DefaultValue("1s") Duration lease, @DefaultValue("10000") long maximumEntries) {
        this.lease = lease;
        this.maximumEntries = maximumEntries;
    }

    /** What the binder makes where nothing is set, in no time. */
    static NearProperties defaults() {
        return new NearProperties(Duration.ofSeconds(1), 10_000);
    }
}
