package io.github.tokencache.testkit.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tokencache.TokenCache;
import io.github.tokencache.TokenCacheSettings;
import io.github.tokencache.testkit.FailingBackend.Effect;
import io.github.tokencache.testkit.FailingBackend.Operation;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** One load for many readers: what it does to those who cannot use it, and to itself. Nobody waits less than an hour. */
class SharedLoadsTest extends RowCache {
    private final AtomicInteger asked = new AtomicInteger();
    private final TokenCache<Row> patient = new TokenCache<>(
            backend, model, TokenCacheSettings.defaults().withJitter(0).withMaxWait(Duration.ofHours(1)), environment);

    private record Reader(Thread thread, FutureTask<@Nullable Row> task) {
        @Nullable Row answer() {
            try {
                return task.get(30, TimeUnit.SECONDS);
            } catch (Exception e) {
                throw new AssertionError("a reader did not come to its end", e);
            }
        }

        /** Until it waits for another's load, or has come to its end. */
        void awaitWaiting() {
            while (!task.isDone() && thread.getState() != Thread.State.TIMED_WAITING) {
                Thread.onSpinWait();
            }
        }
    }

    private Reader start(Supplier<@Nullable Row> loader) {
        FutureTask<@Nullable Row> task = new FutureTask<>(() -> patient.read(name, whole, loader));
        Thread thread = new Thread(task, "reader");
        thread.setDaemon(true);
        thread.start();
        return new Reader(thread, task);
    }

    private Row ask() {
        return new Row("answer " + asked.incrementAndGet(), null);
    }

    @Test
    void aReaderThatCannotCopyWhatItWaitedForLoadsForItself() {
        CountDownLatch loading = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        Reader leader = start(() -> {
            loading.countDown();
            await(goOn);
            return ask();
        });
        await(loading);
        Reader waiting = start(this::ask);
        waiting.awaitWaiting();
        uncopyable = new IllegalStateException("no copy");
        goOn.countDown();

        assertThat(leader.answer()).isEqualTo(new Row("answer 1", null));
        assertThat(waiting.answer()).isEqualTo(new Row("answer 2", null));
    }

    @Test
    void aLoaderThatReadsItsOwnNameIsAnsweredAtOnce() {
        Reader reader = start(() -> patient.read(name, whole, this::ask));

        assertThat(reader.answer()).isEqualTo(new Row("answer 1", null));
        assertThat(asked).hasValue(1);
    }

    @Test
    void aLoaderThatReadsItsOwnNameWithoutALeaseIsAnsweredAtOnce() {
        backend.fail(Operation.READ, Effect.NONE);
        Reader reader = start(() -> patient.read(name, whole, this::ask));

        assertThat(reader.answer()).isEqualTo(new Row("answer 1", null));
    }

    @Test
    void aLoaderThatReadsItsOwnNameDoesNotWaitForThoseWhoWaitForIt() {
        backend.fail(Operation.READ, Effect.NONE);
        Reader reader = start(() -> {
            Reader next = start(this::ask);
            next.awaitWaiting();
            Row own = Objects.requireNonNull(patient.read(name, whole, this::ask));
            assertThat(next.task().isDone()).isFalse();
            return own;
        });

        assertThat(reader.answer()).isEqualTo(new Row("answer 1", null));
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
