package io.github.tokencache;

/** Is told the end of a transaction. An outcome that is not known is not reported. */
public interface TransactionParticipant {

    /**
     * Before the commit; an exception rolls the transaction back. Called again when a commit that was announced turns out
     * not to be known: what was ended by then must be begun once more.
     */
    void beforeCommit();

    /** After a commit that succeeded; an exception reaches the caller of the commit. */
    void afterCommit();

    /** After a rollback that is known. */
    void afterRollback();
}
