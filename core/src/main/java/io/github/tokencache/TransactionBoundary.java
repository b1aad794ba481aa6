package io.github.tokencache;

import org.jspecify.annotations.Nullable;

/**
 * Tells the cache about the transaction of the calling thread. Implementations are safe for use by any thread.
 *
 * @see #autocommit()
 */
public interface TransactionBoundary {

    /** The transaction of the calling thread. */
    enum State {
        /** None: every statement commits by itself. */
        NONE,
        /** One whose end will be reported to the participants enlisted in it. */
        REPORTED,
        /** One whose end cannot be observed. */
        UNREPORTED
    }

    /**
     * The transaction of the calling thread.
     *
     * @return its state
     */
    State state();

    /**
     * Whether what the calling thread reads now is the latest committed state: false in a transaction at REPEATABLE READ
     * or above, of unknown isolation or read-only, in one whose state is {@link State#UNREPORTED}, and where reads go to a
     * replica. What such a thread loads is not
     * cached.
     *
     * @return whether it is
     */
    boolean readsLatest();

    /**
     * What was enlisted under this owner in the calling thread's current transaction.
     *
     * @param owner the owner, compared by reference
     * @return the participant, or null if there is none
     */
    @Nullable TransactionParticipant enlisted(Object owner);

    /**
     * Has a participant called at the end of the calling thread's current transaction.
     *
     * @param owner the owner, compared by reference
     * @param participant the participant
     * @throws IllegalStateException if {@link #state()} is not {@link State#REPORTED}
     */
    void enlist(Object owner, TransactionParticipant participant);

    /**
     * The boundary where there are no transactions: every call of the delegate commits by itself.
     *
     * @return the boundary
     */
    static TransactionBoundary autocommit() {
        return AutocommitBoundary.INSTANCE;
    }
}
