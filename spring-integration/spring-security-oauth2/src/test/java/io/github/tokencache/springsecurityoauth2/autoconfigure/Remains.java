package io.github.tokencache.springsecurityoauth2.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/** What a context that is closed must have taken with it. */
final class Remains {
    /** Shorter than after what idle connections go by themselves, which would hide that nobody closes them. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private Remains() {}

    /** Whoever has started them; but the common pool is the JVM's. */
    static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !thread.getName().startsWith("ForkJoinPool.commonPool"))
                .collect(Collectors.toSet());
    }

    static void await(BooleanSupplier gone) {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (!gone.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(until);
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
        }
    }
}
