package io.github.tokencache.spring;

import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Work in a thread of its own. */
final class Task<T extends @Nullable Object> {
    private final FutureTask<T> future;
    private final Thread thread;

    private Task(Callable<T> work) {
        this.future = new FutureTask<>(work);
        this.thread = new Thread(future, "other");
        thread.setDaemon(true);
    }

    static <T extends @Nullable Object> Task<T> start(Callable<T> work) {
        Task<T> task = new Task<>(work);
        task.thread.start();
        return task;
    }

    T result() {
        try {
            return future.get(30, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Until it waits for another's load, the only wait with a limit, or has ended. */
    void awaitParkedOrDone() {
        while (thread.getState() != Thread.State.TIMED_WAITING && thread.isAlive()) {
            Thread.onSpinWait();
        }
    }
}
