package io.github.tokencache.redis;

import io.github.tokencache.CacheBackendException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The epoch: a number that every content and every lease carries, and without which it is dead. Clearing replaces it, so
 * no key has to be found. A node remembers it for a while, counted from before it was read; who clears waits that long.
 *
 * <p>It is drawn at random and not counted, so that one that was lost with a server never comes again.
 */
final class Epochs {
    static final byte[] KEY = Call.text("tc1:epoch");

    private final Commands commands;
    private final Replicas replicas;
    private final long leaseNanos;
    private final Time time;
    private final AtomicReference<@Nullable Known> known = new AtomicReference<>();

    private record Known(long epoch, long since) {}

    Epochs(Commands commands, Replicas replicas, Duration lease, Time time) {
        this.commands = commands;
        this.replicas = replicas;
        this.leaseNanos = lease.toNanos();
        this.time = time;
    }

    /** The epoch, if it was read recently enough to tell what is live. */
    @Nullable Long fresh() {
        Known current = known.get();
        return current != null && time.nanos() - current.since < leaseNanos ? current.epoch : null;
    }

    /** The epoch as it was when it was last read: what is left under an outdated one is dead, which does no harm. */
    long last() {
        Known current = known.get();
        return current == null ? read() : current.epoch;
    }

    long read() {
        long since = time.nanos();
        return learn(commands.get(KEY), since);
    }

    long now() {
        return time.nanos();
    }

    /** Takes note of what was read by a command that began at the given time. */
    long learn(byte @Nullable [] stored, long since) {
        byte[] found = stored;
        if (found == null) {
            byte[] drawn = draw();
            found = commands.setIfAbsent(KEY, drawn) ? drawn : commands.get(KEY);
        }
        if (found == null || found.length != Long.BYTES) {
            throw new CacheBackendException("%s must hold 8 bytes in tc1:epoch, but holds %s; delete that key"
                    .formatted(commands, found == null ? "none" : found.length));
        }
        long epoch = ByteBuffer.wrap(found).getLong();
        remember(new Known(epoch, since));
        return epoch;
    }

    void replace() {
        byte[] drawn = draw();
        long since = time.nanos();
        // A failover that lost this would bring everything back.
        commands.set(KEY, drawn, replicas);
        remember(new Known(ByteBuffer.wrap(drawn).getLong(), since));
        try {
            time.await(Duration.ofNanos(leaseNanos));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CacheBackendException(
                    "All is cleared, but the wait for the other nodes was interrupted; they may serve what they had for %d ms"
                            .formatted(leaseNanos / 1_000_000),
                    e);
        }
    }

    private void remember(Known latest) {
        known.accumulateAndGet(
                latest, (before, next) -> before != null && before.since - next.since > 0 ? before : next);
    }

    private static byte[] draw() {
        return Call.id(ThreadLocalRandom.current().nextLong());
    }
}
