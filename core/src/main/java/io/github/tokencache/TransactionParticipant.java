package io.github.tokencache;

/** Is told the end of a transaction. An outcome that is not known is not reported. */
public interface TransactionParticipant {

    /** Before the commit; an exception rolls the transaction back. */
    void beforeCommit();

    /** After a commit that succeeded; an exception reaches the caller of the commit. */
    void afterCommit();

    /** After a rollback that is known. */
    void afterRollback();
}
