package io.github.tokencache.history;

import org.jspecify.annotations.Nullable;

/** Leads what the database tells to the tape of the calling thread. Safe for use by any thread. */
@SuppressWarnings("ThreadLocalUsage") // one for each process, and as long as that
final class Tapes implements WriteLog {
    private final ThreadLocal<@Nullable Tape> current = new ThreadLocal<>();

    void bind(Tape tape) {
        current.set(tape);
    }

    Tape current() {
        Tape tape = current.get();
        if (tape == null) {
            throw new IllegalStateException("a thread must have a tape to write");
        }
        return tape;
    }

    /** The write of the calling thread is made, and the cache owes its eviction. */
    void deferred() {
        current().deferred();
    }

    /** The write of the calling thread has waited for its end. */
    void waitedOut() {
        current().waitedOut();
    }

    /** Whether the cache knows of the write of the calling thread. */
    void told(boolean told) {
        current().told(told);
    }

    @Override
    public long version() {
        return current().version();
    }

    @Override
    public void placed(int item, long order) {
        current().placed(item, order);
    }
}
