package io.github.tokencache.spring;

import io.github.tokencache.TransactionParticipant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** The participants of one transaction and of one boundary, bound to the thread while that transaction is current. */
final class EnlistedParticipants implements TransactionSynchronization {
    private final Object boundary;
    private final boolean rollsBack;
    private final boolean late;
    private final List<Enlisted> enlisted = new ArrayList<>(1);
    private boolean commitTried;
    private boolean completing;
    private volatile boolean completed;
    private boolean committed;
    private boolean suspended;

    /**
     * Nobody yet.
     *
     * @param boundary the key under which these are bound
     * @param rollsBack whether a rollback undoes what the token store did
     * @param late whether the transaction is already being completed
     */
    EnlistedParticipants(Object boundary, boolean rollsBack, boolean late) {
        this.boundary = boundary;
        this.rollsBack = rollsBack;
        this.late = late;
    }

    /** A write that comes now enlists anew. */
    boolean isClosed() {
        return completing || completed;
    }

    /** Between the last write and the end of the transaction what the thread reads may not be committed. */
    boolean isBeingCompleted() {
        return (completing || late) && !completed;
    }

    @Nullable TransactionParticipant of(Object owner) {
        for (Enlisted each : enlisted) {
            if (each.owner == owner) {
                return each.participant;
            }
        }
        return null;
    }

    void add(Object owner, TransactionParticipant participant) {
        if (of(owner) != null) {
            throw new IllegalStateException("owner must be enlisted once in a transaction, but was enlisted again");
        }
        enlisted.add(new Enlisted(owner, participant));
    }

    @Override
    public void suspend() {
        suspended = unbind();
    }

    @Override
    public void resume() {
        if (suspended) {
            suspended = false;
            TransactionSynchronizationManager.bindResource(boundary, this);
        }
    }

    @Override
    public void beforeCommit(boolean readOnly) {
        commitTried = true;
        tell(TransactionParticipant::beforeCommit);
    }

    /**
     * Closed here, not after the completion, which under JTA may run in another thread and leaves this bound here then. A
     * write that comes later, in a callback of the application, enlists anew: before the commit it is told all, after it
     * nothing.
     */
    @Override
    public void beforeCompletion() {
        completing = true;
    }

    @Override
    public void afterCommit() {
        committed = true;
        tell(TransactionParticipant::afterCommit);
    }

    @Override
    public void afterCompletion(int status) {
        completed = true;
        unbind();
        switch (status) {
            case STATUS_COMMITTED -> afterKnownCommit();
            case STATUS_ROLLED_BACK -> afterKnownRollback();
            default -> afterUnknown();
        }
    }

    /** Whoever was enlisted only after the commit has neither flag, and the fate of its statements is not known. */
    private void afterKnownCommit() {
        boolean skippedByFailure = completing && !committed;
        if (skippedByFailure) {
            afterCommit();
        }
    }

    /** After an attempt to commit a rollback that succeeded proves nothing: the commit may have, too. */
    private void afterKnownRollback() {
        if (rollsBack && !commitTried) {
            tell(TransactionParticipant::afterRollback);
        }
    }

    /** Spring announced a commit too early: the transaction belongs to somebody outside and is still open. */
    private void afterUnknown() {
        if (committed) {
            tell(TransactionParticipant::beforeCommit);
        }
    }

    private boolean unbind() {
        boolean bound = TransactionSynchronizationManager.getResource(boundary) == this;
        if (bound) {
            TransactionSynchronizationManager.unbindResource(boundary);
        }
        return bound;
    }

    /** Tells every participant, then throws what the first one that failed threw, the others' suppressed. */
    private void tell(Consumer<TransactionParticipant> event) {
        Failures failures = new Failures();
        for (Enlisted each : List.copyOf(enlisted)) {
            failures.collect(() -> event.accept(each.participant));
        }
        failures.rethrow();
    }

    private record Enlisted(Object owner, TransactionParticipant participant) {}

    private static final class Failures {
        private @Nullable RuntimeException first;

        void collect(Runnable call) {
            try {
                call.run();
            } catch (RuntimeException e) {
                if (first == null) {
                    first = e;
                } else {
                    first.addSuppressed(e);
                }
            }
        }

        void rethrow() {
            if (first != null) {
                throw first;
            }
        }
    }
}
