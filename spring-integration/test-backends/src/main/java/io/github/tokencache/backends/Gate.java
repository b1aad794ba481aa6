package io.github.tokencache.backends;

import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/**
 * Holds all operations up while the servers change, so that none is under way and none is lost. What a test then sees is
 * that the servers after the change know all that those before it had confirmed. Thread-safe.
 */
final class Gate {
    private final ReadWriteLock lock = new ReentrantReadWriteLock();

    <T> T pass(Supplier<T> operation) {
        return within(lock.readLock(), operation);
    }

    void shutFor(Runnable change) {
        within(lock.writeLock(), () -> {
            change.run();
            return true;
        });
    }

    private static <T> T within(Lock held, Supplier<T> work) {
        held.lock();
        try {
            return work.get();
        } finally {
            held.unlock();
        }
    }
}
