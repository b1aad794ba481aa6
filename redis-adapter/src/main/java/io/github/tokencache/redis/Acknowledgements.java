package io.github.tokencache.redis;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** Who has acknowledged which message. Opened before the message is sent, so that no answer comes too early. */
final class Acknowledgements {
    private final Map<Long, Awaited> open = new ConcurrentHashMap<>();

    /** The acknowledgements of one message. */
    static final class Awaited {
        private final CountDownLatch complete = new CountDownLatch(1);
        private final Set<String> came = new HashSet<>();
        private @Nullable Set<String> expected;

        /** Counted down when all who are expected have answered; never before they are known. */
        CountDownLatch complete() {
            return complete;
        }

        synchronized void expect(Set<String> nodes) {
            expected = nodes;
            check();
        }

        private synchronized void came(String node) {
            came.add(node);
            check();
        }

        private void check() {
            if (expected != null && came.containsAll(expected)) {
                complete.countDown();
            }
        }
    }

    Awaited open(long message) {
        Awaited awaited = new Awaited();
        open.put(message, awaited);
        return awaited;
    }

    void close(long message) {
        open.remove(message);
    }

    void came(String node, long message) {
        Awaited awaited = open.get(message);
        if (awaited != null) {
            awaited.came(node);
        }
    }
}
