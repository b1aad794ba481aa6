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
 */
final class Herd {
    private static final Duration PER_READ = Duration.ofMillis(50);

    private final int threads;

    Herd(int threads) {
        this.threads = threads;
    }

    /** How often the store was asked, and when the last thread had its answer, in parts of the time of one load. */
    List<Row> measure(Subject subject) throws InterruptedException {
        try (Place place = Place.onH2()) {
            SlowStore store = new SlowStore(place.database());
            Peer peer = subject.openOver(store, place);
            OAuth2AccessToken token = new Server(Peer.of(store, place.clients(), value -> {})).issue("herd");
            store.reads.set(0);
            long longest = longestWait(peer, token.getValue());
            double loads = store.reads.get() / 2.0;
            return List.of(
                    Row.of("herd", subject.label(), "loads", loads, "loads"),
                    Row.of("herd", subject.label(), "last-waiter", longest / 1e6, "ms"),
                    Row.of(
                            "herd",
                            subject.label(),
                            "last-waiter-per-load",
                            longest / (2.0 * PER_READ.toNanos()),
                            "loads"));
        }
    }

    private long longestWait(Peer peer, String token) throws InterruptedException {
        CountDownLatch ready = new CountDownLatch(threads);
        CountDownLatch go = new CountDownLatch(1);
        AtomicLong last = new AtomicLong();
        List<Thread> herd = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            Thread one = new Thread(() -> {
                ready.countDown();
                awaitUninterruptibly(go);
                requireNonNull(peer.checks().loadAuthentication(token));
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
        return last.get() - start;
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
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
