package io.github.tokencache.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tokencache.TransactionBoundary.State;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

class SpringTransactionBoundaryTest {
    private final DataSource dataSource = h2();
    private final DataSourceTransactionManager manager = new DataSourceTransactionManager(dataSource);
    private final TransactionTemplate transaction = new TransactionTemplate(manager);
    private final SpringTransactionBoundary boundary = new SpringTransactionBoundary(dataSource);
    private final List<String> told = new ArrayList<>();
    private final RecordingParticipant participant = new RecordingParticipant("a", told);

    @AfterEach
    void nothingIsLeftOnTheThread() {
        assertThat(TransactionSynchronizationManager.getResourceMap()).isEmpty();
        assertThat(TransactionSynchronizationManager.isSynchronizationActive()).isFalse();
    }

    @Test
    void aThreadWithoutATransactionCommitsByItself() {
        assertThat(boundary.state()).isEqualTo(State.NONE);
        assertThat(boundary.readsLatest()).isTrue();
        assertThat(boundary.enlisted(this)).isNull();
    }

    @Test
    void aTransactionIsReported() {
        transaction.executeWithoutResult(status -> {
            assertThat(boundary.state()).isEqualTo(State.REPORTED);
            assertThat(boundary.readsLatest()).isTrue();
        });
    }

    @Test
    void aScopeThatOnlySupportsTransactionsHasNone() {
        transaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_SUPPORTS);
        transaction.executeWithoutResult(status -> {
            assertThat(TransactionSynchronizationManager.isSynchronizationActive())
                    .isTrue();
            assertThat(boundary.state()).isEqualTo(State.NONE);
            assertThat(boundary.readsLatest()).isTrue();
        });
    }

    @Test
    void aReadOnlyScopeMayReadAReplicaEvenWithoutATransaction() {
        transaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_SUPPORTS);
        transaction.setReadOnly(true);
        transaction.executeWithoutResult(
                status -> assertThat(boundary.readsLatest()).isFalse());
    }

    @Test
    void aTransactionThatIsNeverSynchronizedIsUnreported() {
        manager.setTransactionSynchronization(AbstractPlatformTransactionManager.SYNCHRONIZATION_NEVER);
        transaction.executeWithoutResult(status -> {
            assertThat(TransactionSynchronizationManager.isActualTransactionActive())
                    .isFalse();
            assertThat(boundary.state()).isEqualTo(State.UNREPORTED);
            assertThat(boundary.readsLatest()).isFalse();
        });
        assertThat(boundary.state()).isEqualTo(State.NONE);
    }

    @Test
    void aTransactionAwareProxyStandsForWhatIsBehindIt() {
        manager.setTransactionSynchronization(AbstractPlatformTransactionManager.SYNCHRONIZATION_NEVER);
        SpringTransactionBoundary ofProxy =
                new SpringTransactionBoundary(new TransactionAwareDataSourceProxy(dataSource));
        transaction.executeWithoutResult(status -> assertThat(ofProxy.state()).isEqualTo(State.UNREPORTED));
    }

    @Test
    void aCommitIsToldBeforeAndAfter() {
        transaction.executeWithoutResult(status -> {
            boundary.enlist(this, participant);
            assertThat(boundary.enlisted(this)).isSameAs(participant);
            assertThat(told).isEmpty();
        });
        assertThat(told).containsExactly("a beforeCommit", "a afterCommit");
        assertThat(boundary.enlisted(this)).isNull();
    }

    @Test
    void aRollbackIsTold() {
        transaction.executeWithoutResult(status -> {
            boundary.enlist(this, participant);
            status.setRollbackOnly();
        });
        assertThat(told).containsExactly("a afterRollback");
        assertThat(boundary.enlisted(this)).isNull();
    }

    @Test
    void ownersAreToldApartByReference() {
        Object owner = new String("owner");
        Object equalOwner = new String("owner");
        transaction.executeWithoutResult(status -> {
            boundary.enlist(owner, participant);
            assertThat(boundary.enlisted(equalOwner)).isNull();
            boundary.enlist(equalOwner, new RecordingParticipant("b", told));
            assertThat(boundary.enlisted(owner)).isSameAs(participant);
        });
        assertThat(told).containsExactly("a beforeCommit", "b beforeCommit", "a afterCommit", "b afterCommit");
    }

    @Test
    void boundariesAreToldApart() {
        SpringTransactionBoundary other = new SpringTransactionBoundary(dataSource);
        transaction.executeWithoutResult(status -> {
            boundary.enlist(this, participant);
            assertThat(other.enlisted(this)).isNull();
            other.enlist(this, new RecordingParticipant("b", told));
            assertThat(boundary.enlisted(this)).isSameAs(participant);
        });
        assertThat(told).containsExactly("a beforeCommit", "b beforeCommit", "a afterCommit", "b afterCommit");
    }

    @Test
    void anOwnerIsEnlistedOnce() {
        transaction.executeWithoutResult(status -> {
            boundary.enlist(this, participant);
            assertThatThrownBy(() -> boundary.enlist(this, participant))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("owner must be enlisted once in a transaction, but was enlisted again");
        });
    }

    @Test
    void nothingIsEnlistedWithoutAReportedTransaction() {
        assertThatThrownBy(() -> boundary.enlist(this, participant))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("state must be REPORTED to enlist, but was NONE");
        manager.setTransactionSynchronization(AbstractPlatformTransactionManager.SYNCHRONIZATION_NEVER);
        transaction.executeWithoutResult(status -> assertThatThrownBy(() -> boundary.enlist(this, participant))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("state must be REPORTED to enlist, but was UNREPORTED"));
    }

    private static DataSource h2() {
        JdbcDataSource h2 = new JdbcDataSource();
        h2.setURL("jdbc:h2:mem:" + UUID.randomUUID());
        return h2;
    }

    @Test
    void aTransactionBeingCompletedMayReadWhatIsNotCommitted() {
        List<Boolean> readsLatest = new ArrayList<>();
        transaction.executeWithoutResult(status -> {
            boundary.enlist(this, participant);
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void beforeCompletion() {
                    readsLatest.add(boundary.readsLatest());
                    boundary.enlist(this, new RecordingParticipant("late", told));
                    readsLatest.add(boundary.readsLatest());
                }
            });
            status.setRollbackOnly();
        });
        assertThat(readsLatest).containsExactly(false, false);
        assertThat(told).containsExactly("a afterRollback", "late afterRollback");
        assertThat(boundary.readsLatest()).isTrue();
    }
}
