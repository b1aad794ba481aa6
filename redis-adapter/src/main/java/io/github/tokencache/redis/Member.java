package io.github.tokencache.redis;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A node in the list of nodes: its random name and its lease, which those who wait for it must know.
 *
 * @param node the name, 16 hexadecimal digits
 * @param nearLease the lease
 */
record Member(String node, Duration nearLease) {

    static Member random(Duration nearLease) {
        return new Member("%016x".formatted(ThreadLocalRandom.current().nextLong()), nearLease);
    }

    /** Reads what {@link #toString} wrote. A stranger counts as a node with the longest lease there can be. */
    static Member parse(String text) {
        int colon = text.indexOf(':');
        try {
            return new Member(text.substring(0, colon), Duration.ofMillis(Long.parseLong(text.substring(colon + 1))));
        } catch (IndexOutOfBoundsException | NumberFormatException unreadable) {
            return new Member(text, Duration.ofSeconds(10));
        }
    }

    @Override
    public String toString() {
        return node + ':' + nearLease.toMillis();
    }
}
