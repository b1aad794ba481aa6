package io.github.tokencache.spring;

import io.github.tokencache.TransactionBoundary;
import io.github.tokencache.TransactionParticipant;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import java.util.function.LongSupplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.ConnectionHolder;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The transactions of Spring, declared or programmatic, as a cache over a JDBC token store has to see them. Safe for use
 * by any thread; needs Spring Framework 5.3 or newer.
 *
 * <p>What is enlisted belongs to one physical transaction: a {@code REQUIRES_NEW} or suspended one has its own, a
 * savepoint ({@code NESTED}) shares the one it is in. Participants run after those synchronizations of the application
 * that have an order, so that a fault of the cache after the commit reaches the caller and skips none of them; if one of
 * them fails first, the participants are still told, and what they throw is then logged by Spring.
 *
 * <p>Only what is certain is reported. A rollback is not when it follows an attempt to commit, because a commit whose
 * confirmation was lost looks the same; Spring rolls back without such an attempt wherever the application or an
 * exception asks for it.
 *
 * <p><b>A transaction of another data source or transaction manager than the token store's.</b> The statements of the
 * token store then commit one by one, or, under JTA, together with it; the two cannot be told apart. So it counts as a
 * transaction, and writes of the cache stay pending until it ends, which is right for both; its rollback is not reported,
 * because the statements may be committed; and it reads the latest state only if both its isolation and the data
 * source's default say so.
 *
 * <p><b>A transaction that was begun outside of Spring's synchronization</b> (by the container, or by a transaction
 * manager that synchronizes never) and joined later: Spring announces the commit at the end of the joining scope. As
 * soon as it turns out that the outcome is not known, the participants are asked to begin again.
 *
 * <pre>{@code
 * TransactionBoundary boundary = new SpringTransactionBoundary(dataSource);
 * }</pre>
 */
public final class SpringTransactionBoundary implements TransactionBoundary {
    private final DataSource dataSource;
    private final DefaultIsolation defaultIsolation;

    /**
     * The boundary of one token store.
     *
     * @param dataSource the data source of the token store, the very object that its transaction manager has; its default
     *     isolation is read when a transaction first needs it, from one more connection; as long as it cannot be read,
     *     it counts as REPEATABLE READ
     */
    public SpringTransactionBoundary(DataSource dataSource) {
        this(dataSource, System::nanoTime);
    }

    SpringTransactionBoundary(DataSource dataSource, LongSupplier nanoTime) {
        this.dataSource = bound(Objects.requireNonNull(dataSource, "dataSource"));
        this.defaultIsolation = new DefaultIsolation(this.dataSource, nanoTime);
    }

    /** Transaction managers bind what is behind this proxy. */
    private static DataSource bound(DataSource dataSource) {
        if (dataSource instanceof TransactionAwareDataSourceProxy proxy) {
            return Objects.requireNonNull(proxy.getTargetDataSource(), "targetDataSource");
        }
        return dataSource;
    }

    @Override
    public State state() {
        boolean active = TransactionSynchronizationManager.isActualTransactionActive();
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            return active ? State.REPORTED : State.NONE;
        }
        // A transaction manager that synchronizes never leaves no other sign than its connection.
        return active || TransactionSynchronizationManager.hasResource(dataSource) ? State.UNREPORTED : State.NONE;
    }

    @Override
    public boolean readsLatest() {
        // Even without a transaction: a routing data source may have chosen a replica.
        if (TransactionSynchronizationManager.isCurrentTransactionReadOnly()) {
            return false;
        }
        EnlistedParticipants bound = bound();
        if (bound != null && bound.isBeingCompleted()) {
            return false;
        }
        return switch (state()) {
            case NONE -> true;
            case REPORTED -> readsCommitted();
            case UNREPORTED -> false;
        };
    }

    /** READ UNCOMMITTED is as bad as REPEATABLE READ: what it sees may be rolled back. */
    private boolean readsCommitted() {
        Integer declared = TransactionSynchronizationManager.getCurrentTransactionIsolationLevel();
        if (declared != null && declared != Connection.TRANSACTION_READ_COMMITTED) {
            return false;
        }
        return (declared != null && isTokenStoreInTransaction()) || defaultIsolation.isReadCommitted();
    }

    @Override
    public @Nullable TransactionParticipant enlisted(Object owner) {
        EnlistedParticipants bound = bound();
        return bound == null || bound.isClosed() ? null : bound.of(owner);
    }

    @Override
    public void enlist(Object owner, TransactionParticipant participant) {
        State state = state();
        if (state != State.REPORTED) {
            throw new IllegalStateException("state must be REPORTED to enlist, but was " + state);
        }
        participants().add(owner, participant);
    }

    private EnlistedParticipants participants() {
        EnlistedParticipants bound = bound();
        if (bound != null && !bound.isClosed()) {
            return bound;
        }
        boolean late = bound != null && bound.isBeingCompleted();
        EnlistedParticipants participants = new EnlistedParticipants(this, isTokenStoreInTransaction(), late);
        TransactionSynchronizationManager.registerSynchronization(participants);
        TransactionSynchronizationManager.unbindResourceIfPossible(this);
        TransactionSynchronizationManager.bindResource(this, participants);
        return participants;
    }

    private @Nullable EnlistedParticipants bound() {
        return (EnlistedParticipants) TransactionSynchronizationManager.getResource(this);
    }

    private boolean isTokenStoreInTransaction() {
        return TransactionSynchronizationManager.getResource(dataSource) instanceof ConnectionHolder holder
                && holder.getConnectionHandle() != null
                && !commitsByItself(holder.getConnection());
    }

    private static boolean commitsByItself(Connection connection) {
        try {
            return connection.getAutoCommit();
        } catch (SQLException e) {
            // Not certain to be part of the transaction is treated like not being part of it.
            return true;
        }
    }
}
