package io.github.tokencache.history;

import java.util.concurrent.locks.LockSupport;
import org.springframework.transaction.support.TransactionTemplate;

/** Spring's transactions. */
record SpringTransactions(TransactionTemplate writing, TransactionTemplate snapshot, Runnable look)
        implements Traffic.Transactions {

    @Override
    public boolean run(boolean commit, Runnable work) {
        writing.executeWithoutResult(status -> {
            work.run();
            if (!commit) {
                status.setRollbackOnly();
            }
        });
        return commit;
    }

    @Override
    public void inSnapshot(long pause, Runnable work) {
        snapshot.executeWithoutResult(status -> {
            look.run();
            LockSupport.parkNanos(pause);
            work.run();
        });
    }
}
