package io.github.tokencache.redis;

import io.github.tokencache.CacheBackendException;
import io.github.tokencache.TokenKey;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One node among those that share a backend: when it may serve from memory, and how it makes sure that no other does.
 * Knows no Redis and no thread of its own; it is moved by its {@link NearLink}'s calls and by {@link #tick}.
 */
final class NearNode {
    private static final int PINGS_UNANSWERED = 3;
    private static final int TICKS_TO_SUBSCRIBE = 10;

    /** What is evicted when another node says so. */
    interface Memory {
        void evict(Collection<TokenKey> keys);

        void evictAll();
    }

    /** Waits until a latch is counted down, or so many nanoseconds have passed; is not interrupted. */
    interface Pause {
        void await(CountDownLatch latch, long nanos);
    }

    private final Member self;
    private final NearLink link;
    private final LongSupplier nanos;
    private final Pause pause;
    private final Membership membership;
    private final Acknowledgements acknowledgements = new Acknowledgements();
    private final NearCounters counters = new NearCounters();
    private final AtomicLong messages = new AtomicLong();
    private final List<Memory> memories = new CopyOnWriteArrayList<>();
    private volatile Standing standing = Standing.NONE;

    private boolean closed;
    private boolean subscribed;
    private long subscribedAt;
    private long answeredAt;
    private int unanswered;
    private @Nullable Long enteredAt;

    NearNode(Member self, NearLink link, LongSupplier nanos, Pause pause) {
        this.self = self;
        this.link = link;
        this.nanos = nanos;
        this.pause = pause;
        this.membership = new Membership(self);
    }

    Duration nearLease() {
        return self.nearLease();
    }

    void attach(Memory memory) {
        memories.add(memory);
    }

    void detach(Memory memory) {
        memories.remove(memory);
    }

    boolean mayServe(long now) {
        return standing.covers(now);
    }

    /** Returns when no other node serves any of these from a read that started before this call. */
    void retire(Collection<TokenKey> keys) {
        if (keys.size() > NearMessage.MAXIMUM_KEYS) {
            retireAll();
        } else if (!keys.isEmpty()) {
            retire(id -> new NearMessage.Evict(self.node(), id, keys));
        }
    }

    /** The same for everything. */
    void retireAll() {
        retire(id -> new NearMessage.EvictAll(self.node(), id));
    }

    private void retire(LongFunction<NearMessage> message) {
        long started = nanos.getAsLong();
        long id = messages.incrementAndGet();
        Acknowledgements.Awaited awaited = acknowledgements.open(id);
        try {
            Set<Member> others = publish(message.apply(id));
            if (others != null) {
                awaited.expect(others.stream().map(Member::node).collect(Collectors.toSet()));
            }
            long end = started + longestLease(others).toNanos();
            pause.await(awaited.complete(), end - nanos.getAsLong());
            boolean all = awaited.complete().getCount() == 0;
            counters.waited(nanos.getAsLong() - started, all, others != null);
        } finally {
            acknowledgements.close(id);
        }
    }

    /** Those who have to answer; null when that is not known. */
    private @Nullable Set<Member> publish(NearMessage message) {
        try {
            Map<String, Long> list = link.publish(message.toString());
            long answered = nanos.getAsLong();
            counters.published.increment();
            membership.see(list, answered);
            return membership.isComplete(list, answered) ? membership.others(list) : null;
        } catch (CacheBackendException fault) {
            counters.faults.increment();
            return null;
        }
    }

    private Duration longestLease(@Nullable Set<Member> others) {
        return others == null
                ? membership.longestLease()
                : others.stream().map(Member::nearLease).reduce(Duration.ZERO, (a, b) -> a.compareTo(b) > 0 ? a : b);
    }

    /** A message has come. What cannot be read may be an eviction of a later version: it is not acknowledged. */
    void received(String text) {
        NearMessage message = NearMessage.parse(text);
        if (message == null) {
            counters.unreadable.increment();
            memories.forEach(Memory::evictAll);
        } else if (message instanceof NearMessage.Evicted evicted) {
            acknowledgements.came(evicted.sender(), evicted.id());
        } else if (message instanceof NearMessage.Ping ping) {
            ponged(ping.time());
        } else if (message instanceof NearMessage.Evict evict && isOfAnother(evict)) {
            memories.forEach(memory -> memory.evict(evict.keys()));
            acknowledge(evict.sender(), evict.id());
        } else if (message instanceof NearMessage.EvictAll all && isOfAnother(all)) {
            memories.forEach(Memory::evictAll);
            acknowledge(all.sender(), all.id());
        }
    }

    private boolean isOfAnother(NearMessage message) {
        return !message.sender().equals(self.node());
    }

    private void acknowledge(String sender, long id) {
        counters.received.increment();
        try {
            link.send(sender, new NearMessage.Evicted(self.node(), id).toString());
        } catch (CacheBackendException fault) {
            counters.faults.increment();
        }
    }

    /** The subscription is confirmed; its command was sent at the given time. */
    synchronized void subscribed(long started) {
        subscribed = true;
        subscribedAt = nanos.getAsLong();
        answeredAt = started;
        unanswered = 0;
        restand();
    }

    synchronized void unsubscribed() {
        counters.subscriptionsLost.add(subscribed ? 1 : 0);
        subscribed = false;
        unanswered = 0;
        restand();
    }

    private synchronized void ponged(long sent) {
        answeredAt = sent;
        unanswered = 0;
        restand();
    }

    /** To be called every {@link #betweenTicks}: keeps the registration and the subscription alive. */
    void tick() {
        try {
            watchSubscription();
            enter();
        } catch (CacheBackendException fault) {
            counters.faults.increment();
        }
    }

    Duration betweenTicks() {
        Duration often = self.nearLease().dividedBy(3);
        Duration seldom = Membership.REGISTRATION.dividedBy(3);
        return often.isZero() || often.compareTo(seldom) > 0 ? seldom : often;
    }

    /** Counts pings, not time: after a pause of this whole process the answers may be waiting to be read. */
    private void watchSubscription() {
        boolean dead;
        boolean listening;
        synchronized (this) {
            listening = subscribed;
            dead = unanswered >= (listening ? PINGS_UNANSWERED : TICKS_TO_SUBSCRIBE);
            unanswered = dead ? 0 : unanswered + 1;
        }
        if (dead) {
            unsubscribed();
            link.resubscribe();
        } else if (listening) {
            link.send(self.node(), new NearMessage.Ping(self.node(), nanos.getAsLong()).toString());
        }
    }

    private void enter() {
        long started = nanos.getAsLong();
        if (enteredAt != null && started - enteredAt < Membership.REGISTRATION.toNanos() / 3) {
            return;
        }
        long score = membership.nextScore();
        Map<String, Long> before = link.enter(self.toString(), score, membership.lapsed(started));
        membership.entered(before, score, started, nanos.getAsLong());
        enteredAt = started;
        synchronized (this) {
            restand();
        }
    }

    /** Guarded by this. */
    private void restand() {
        Standing registered = membership.standing();
        long lease = self.nearLease().toNanos();
        boolean stands = !closed && lease > 0 && subscribed && registered.stands();
        boolean stood = standing.stands();
        standing = stands
                ? new Standing(
                        true,
                        later(registered.from(), subscribedAt + lease),
                        earlier(registered.until(), answeredAt + lease))
                : Standing.NONE;
        if (stood && !stands) {
            memories.forEach(Memory::evictAll);
        }
    }

    private static long later(long one, long other) {
        return one - other > 0 ? one : other;
    }

    private static long earlier(long one, long other) {
        return one - other < 0 ? one : other;
    }

    /** Serves nothing from memory any more, and tells the others so. */
    void close() {
        synchronized (this) {
            closed = true;
            restand();
        }
        try {
            link.leave(self.toString());
        } catch (CacheBackendException fault) {
            counters.faults.increment();
        }
    }

    RedisNodeStatistics statistics() {
        boolean hears;
        synchronized (this) {
            hears = subscribed;
        }
        return counters.statistics(hears, mayServe(nanos.getAsLong()), membership.othersSeen());
    }

    @Override
    public String toString() {
        return "node " + self.node();
    }
}
