package io.github.tokencache.redis;

import java.time.Duration;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;

/** What a node counts. */
final class NearCounters {
    final LongAdder published = new LongAdder();
    final LongAdder received = new LongAdder();
    final LongAdder unreadable = new LongAdder();
    final LongAdder faults = new LongAdder();
    final LongAdder subscriptionsLost = new LongAdder();
    private final LongAdder acknowledged = new LongAdder();
    private final LongAdder timedOut = new LongAdder();
    private final LongAdder unlisted = new LongAdder();
    private final LongAdder waited = new LongAdder();
    private final LongAccumulator longest = new LongAccumulator(Math::max, 0);

    void waited(long nanos, boolean acknowledgedByAll, boolean listed) {
        waited.add(nanos);
        longest.accumulate(nanos);
        (acknowledgedByAll ? acknowledged : listed ? timedOut : unlisted).increment();
    }

    RedisNodeStatistics statistics(boolean subscribed, boolean serving, int otherNodes) {
        return new RedisNodeStatistics(
                subscribed,
                serving,
                otherNodes,
                published.sum(),
                received.sum(),
                unreadable.sum(),
                acknowledged.sum(),
                timedOut.sum(),
                unlisted.sum(),
                Duration.ofNanos(waited.sum()),
                Duration.ofNanos(longest.get()),
                subscriptionsLost.sum(),
                faults.sum());
    }
}
