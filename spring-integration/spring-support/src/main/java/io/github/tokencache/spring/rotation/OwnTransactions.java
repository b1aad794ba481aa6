package io.github.tokencache.spring.rotation;

import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * New transactions at READ COMMITTED. A deadlock, a serialization failure or a key that another has taken meanwhile only
 * means that somebody else was first, so the work is begun again and sees what that one has left.
 */
final class OwnTransactions {
    private static final int ATTEMPTS = 10;
    private static final long SHORTEST_PAUSE = TimeUnit.MILLISECONDS.toNanos(1);
    private static final int MOST_DOUBLINGS = 5;

    private final TransactionTemplate template;

    OwnTransactions(PlatformTransactionManager manager) {
        this.template = new TransactionTemplate(manager);
        template.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        template.setIsolationLevel(TransactionDefinition.ISOLATION_READ_COMMITTED);
    }

    <T> T once(Supplier<T> work) {
        return Objects.requireNonNull(template.execute(status -> work.get()));
    }

    <T> T again(Supplier<T> work) {
        return again(attempt -> work.get());
    }

    /** The work gets the number of the attempt, 0 for the first. */
    <T> T again(IntFunction<T> work) {
        for (int attempt = 0; ; attempt++) {
            int number = attempt;
            try {
                return once(() -> work.apply(number));
            } catch (ConcurrencyFailureException | DuplicateKeyException lost) {
                if (attempt == ATTEMPTS - 1) {
                    throw lost;
                }
                pause(attempt);
            }
        }
    }

    /** At most 1 ms after the first attempt, and twice as long after each, up to 32 ms. Nothing is locked meanwhile. */
    private static void pause(int attempt) {
        LockSupport.parkNanos(
                ThreadLocalRandom.current().nextLong(SHORTEST_PAUSE << Math.min(attempt, MOST_DOUBLINGS)));
    }
}
