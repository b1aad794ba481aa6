package io.github.tokencache.benchmarks.jmh;

import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** A thread that does something again and again until it is stopped. */
final class Repeater {
    private final IntConsumer action;
    private final Thread thread = new Thread(this::repeat, "repeater");
    private volatile boolean stopped;
    private int done;
    private @Nullable RuntimeException failure;

    private Repeater(IntConsumer action) {
        this.action = action;
    }

    static Repeater start(IntConsumer action) {
        Repeater repeater = new Repeater(action);
        repeater.thread.setDaemon(true);
        repeater.thread.start();
        return repeater;
    }

    private void repeat() {
        try {
            while (!stopped) {
                action.accept(done);
                done++;
            }
        } catch (RuntimeException e) {
            failure = e;
        }
    }

    /** How often it was done; what it has failed with is thrown. */
    int stop() {
        stopped = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        if (failure != null) {
            throw failure;
        }
        return done;
    }
}
