package io.github.tokencache.benchmarks.jmh;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.common.OAuth2AccessToken;
import org.springframework.security.oauth2.provider.OAuth2Authentication;
import org.springframework.security.oauth2.provider.token.store.JdbcTokenStore;

/**
 * Many threads that ask for one token at once, which no cache knows and whose store is slow. Every thread is there before
 * the first asks.
 *
 * @param subject what is measured
 * @param threads how many there are
 */
record Herd(Subject subject, int threads) implements Step {
    private static final String BENCHMARK = "herd";
    private static final Duration PER_READ = Duration.ofMillis(50);

    @Override
    public double seconds(Effort effort) {
        return 5;
    }

    /** How often the store was asked, and when the last thread had its answer, in parts of the time of one load. */
    @Override
    public void run(Effort effort, Findings findings) throws InterruptedException {
        try (Place place = Place.onH2()) {
            SlowStore store = new SlowStore(place.database());
            Peer peer = subject.openOver(store, place);
            Server server = new Server(Peer.of(store, place.clients(), value -> {}));
            String warmUp = server.issue("one").getValue();
            String token = server.issue(BENCHMARK).getValue();
            longestWait(peer, warmUp);
            store.reads.set(0);
            long longest = longestWait(peer, token);
            String label = subject.label();
            findings.add(Row.of(BENCHMARK, label, "loads", store.reads.get() / 2.0, "loads"));
            findings.add(Row.of(BENCHMARK, label, "last-waiter", longest / 1e6, "ms"));
            double loadTimes = longest / (2.0 * PER_READ.toNanos());
            findings.add(Row.of(BENCHMARK, label, "last-waiter-per-load", loadTimes, "load times"));
        }
    }

    private long longestWait(Peer peer, String token) throws InterruptedException {
        CountDownLatch ready = new CountDownLatch(threads);
        CountDownLatch go = new CountDownLatch(1);
        AtomicLong last = new AtomicLong();
        AtomicLong answers = new AtomicLong();
        List<Thread> herd = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            Thread one = new Thread(() -> {
                ready.countDown();
                awaitUninterruptibly(go);
                requireNonNull(peer.checks().loadAuthentication(token));
                answers.incrementAndGet();
                last.accumulateAndGet(System.nanoTime(), Math::max);
            });
            one.start();
            herd.add(one);
        }
        ready.await();
        long start = System.nanoTime();
        go.countDown();
        for (Thread one : herd) {
            one.join();
        }
        if (answers.get() != threads) {
            throw new IllegalStateException(threads + " threads must be answered, but were " + answers);
        }
        return last.get() - start;
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String toString() {
        return BENCHMARK + " of " + threads + " threads, " + subject.label();
    }

    /** A database far away: each of the two reads of a load takes its time. */
    private static final class SlowStore extends JdbcTokenStore {
        private final AtomicLong reads = new AtomicLong();

        SlowStore(DataSource database) {
            super(database);
        }

        @Override
        public @Nullable OAuth2AccessToken readAccessToken(String value) {
            pause();
            return super.readAccessToken(value);
        }

        @Override
        public @Nullable OAuth2Authentication readAuthentication(String value) {
            pause();
            return super.readAuthentication(value);
        }

        private void pause() {
            reads.incrementAndGet();
            LockSupport.parkNanos(PER_READ.toNanos());
        }
    }
}
