package io.github.tokencache.testkit.store;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** The threads of one schedule. */
final class Actors implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 30;

    private final List<Thread> threads = new ArrayList<>();

    /** One thread and what it will answer. */
    record Actor<T>(Thread thread, FutureTask<@Nullable T> task) {

        @Nullable T answer() {
            try {
                return task.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            } catch (ExecutionException e) {
                throw new AssertionError("an actor failed", e.getCause());
            } catch (TimeoutException e) {
                throw new AssertionError("an actor did not come to its end", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError("interrupted", e);
            }
        }

        @Nullable Throwable thrown() {
            try {
                task.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
                return null;
            } catch (ExecutionException e) {
                return e.getCause();
            } catch (TimeoutException | InterruptedException e) {
                throw new AssertionError("an actor did not come to its end", e);
            }
        }

        /** Waits until the thread waits for another one, or has come to its end. */
        void awaitBlocked() {
            while (!task.isDone()
                    && thread.getState() != Thread.State.WAITING
                    && thread.getState() != Thread.State.TIMED_WAITING) {
                Thread.onSpinWait();
            }
        }
    }

    <T> Actor<T> start(Callable<@Nullable T> program) {
        FutureTask<@Nullable T> task = new FutureTask<>(program);
        Thread thread = new Thread(task, "actor-" + threads.size());
        thread.setDaemon(true);
        threads.add(thread);
        thread.start();
        return new Actor<>(thread, task);
    }

    Actor<Boolean> run(Runnable program) {
        return start(() -> {
            program.run();
            return true;
        });
    }

    @Override
    public void close() {
        threads.forEach(Thread::interrupt);
    }
}
