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
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.UnexpectedRollbackException;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Which end is told, in the transactions that do not simply commit. */
class OutcomesTest {
    private final DataSource dataSource = h2();
    private final List<String> told = new ArrayList<>();
    private final RecordingParticipant participant = new RecordingParticipant("a", told);
    private final SpringTransactionBoundary boundary = new SpringTransactionBoundary(dataSource);
    private final TransactionTemplate transaction =
            new TransactionTemplate(new DataSourceTransactionManager(dataSource));

    @AfterEach
    void nothingIsLeftOnTheThread() {
        assertThat(TransactionSynchronizationManager.getResourceMap()).isEmpty();
    }

    @Test
    void anUnknownOutcomeIsNotTold() {
        TransactionTemplate losesCommits = failingCommits(new TransactionSystemException("connection lost"));
        assertThatThrownBy(() -> losesCommits.executeWithoutResult(status -> boundary.enlist(this, participant)))
                .isInstanceOf(TransactionSystemException.class);
        assertThat(told).containsExactly("a beforeCommit");
    }

    @Test
    void aRollbackAfterACommitWhoseConfirmationWasLostIsNotTold() {
        TransactionTemplate losesCommits = failingCommits(new DataAccessResourceFailureException("connection lost"));
        List<Integer> completions = new ArrayList<>();
        assertThatThrownBy(() -> losesCommits.executeWithoutResult(status -> {
                    boundary.enlist(this, participant);
                    TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                        @Override
                        public void afterCompletion(int completion) {
                            completions.add(completion);
                        }
                    });
                }))
                .isInstanceOf(DataAccessResourceFailureException.class);
        assertThat(completions).containsExactly(TransactionSynchronization.STATUS_ROLLED_BACK);
        assertThat(told).containsExactly("a beforeCommit");
    }

    @Test
    void aTransactionMarkedByAnInnerScopeIsToldAsRolledBack() {
        assertThatThrownBy(() -> transaction.executeWithoutResult(outer -> {
                    boundary.enlist(this, participant);
                    transaction.executeWithoutResult(inner -> inner.setRollbackOnly());
                }))
                .isInstanceOf(UnexpectedRollbackException.class);
        assertThat(told).containsExactly("a afterRollback");
    }

    @Test
    void aSavepointSharesTheParticipantsOfItsTransaction() {
        TransactionTemplate nested = with(TransactionDefinition.PROPAGATION_NESTED);
        transaction.executeWithoutResult(outer -> {
            nested.executeWithoutResult(inner -> {
                boundary.enlist(this, participant);
                inner.setRollbackOnly();
            });
            assertThat(told).isEmpty();
            assertThat(boundary.enlisted(this)).isSameAs(participant);
        });
        assertThat(told).containsExactly("a beforeCommit", "a afterCommit");
    }

    @Test
    void aNewTransactionHasItsOwnParticipants() {
        TransactionTemplate requiresNew = with(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        transaction.executeWithoutResult(outer -> {
            boundary.enlist(this, participant);
            requiresNew.executeWithoutResult(inner -> {
                assertThat(boundary.enlisted(this)).isNull();
                boundary.enlist(this, new RecordingParticipant("b", told));
            });
            assertThat(told).containsExactly("b beforeCommit", "b afterCommit");
            assertThat(boundary.enlisted(this)).isSameAs(participant);
            outer.setRollbackOnly();
        });
        assertThat(told).containsExactly("b beforeCommit", "b afterCommit", "a afterRollback");
    }

    @Test
    void aSuspendedTransactionIsNotThere() {
        TransactionTemplate notSupported = with(TransactionDefinition.PROPAGATION_NOT_SUPPORTED);
        transaction.setIsolationLevel(TransactionDefinition.ISOLATION_SERIALIZABLE);
        transaction.executeWithoutResult(outer -> {
            boundary.enlist(this, participant);
            assertThat(boundary.readsLatest()).isFalse();
            notSupported.executeWithoutResult(none -> {
                assertThat(boundary.state()).isEqualTo(State.NONE);
                assertThat(boundary.readsLatest()).isTrue();
                assertThat(boundary.enlisted(this)).isNull();
            });
            assertThat(boundary.enlisted(this)).isSameAs(participant);
        });
        assertThat(told).containsExactly("a beforeCommit", "a afterCommit");
    }

    @Test
    void whatFailsAfterTheCommitReachesTheCallerAndEveryParticipantIsTold() {
        RecordingParticipant failsFirst = new RecordingParticipant("a", told, "afterCommit");
        RecordingParticipant failsToo = new RecordingParticipant("b", told, "afterCommit");
        assertThatThrownBy(() -> transaction.executeWithoutResult(status -> {
                    boundary.enlist("a", failsFirst);
                    boundary.enlist("b", failsToo);
                    boundary.enlist("c", new RecordingParticipant("c", told));
                }))
                .hasMessage("a failed on afterCommit")
                .satisfies(e -> assertThat(e.getSuppressed()).singleElement().satisfies(second -> assertThat(second)
                        .hasMessage("b failed on afterCommit")));
        assertThat(told).containsSubsequence("a afterCommit", "b afterCommit", "c afterCommit");
        assertThat(told).doesNotHaveDuplicates();
    }

    @Test
    void whatFailsBeforeTheCommitRollsBackAndIsAskedOfEveryParticipant() {
        new JdbcTemplate(dataSource).execute("create table t (n int)");
        assertThatThrownBy(() -> transaction.executeWithoutResult(status -> {
                    boundary.enlist("a", new RecordingParticipant("a", told, "beforeCommit"));
                    boundary.enlist("b", new RecordingParticipant("b", told));
                    new JdbcTemplate(dataSource).update("insert into t values (1)");
                }))
                .hasMessage("a failed on beforeCommit");
        assertThat(told).containsExactly("a beforeCommit", "b beforeCommit");
        assertThat(new JdbcTemplate(dataSource).queryForObject("select count(*) from t", Integer.class))
                .isZero();
    }

    @Test
    void aCommitIsToldEvenWhenACallbackOfTheApplicationFailsFirst() {
        assertThatThrownBy(() -> transaction.executeWithoutResult(status -> {
                    TransactionSynchronizationManager.registerSynchronization(afterCommit(() -> {
                        throw new IllegalStateException("mail server down");
                    }));
                    boundary.enlist(this, participant);
                }))
                .hasMessage("mail server down");
        assertThat(told).containsExactly("a beforeCommit", "a afterCommit");
    }

    @Test
    void aWriteAfterTheCommitIsNeverToldThatItIsCommitted() {
        transaction.executeWithoutResult(status -> {
            boundary.enlist(this, participant);
            TransactionSynchronizationManager.registerSynchronization(afterCommit(() -> {
                assertThat(boundary.enlisted(this)).isNull();
                boundary.enlist(this, new RecordingParticipant("late", told));
            }));
        });
        assertThat(told).containsExactly("a beforeCommit", "a afterCommit");
    }

    @Test
    void aWriteJustBeforeTheCommitIsTold() {
        transaction.executeWithoutResult(status -> {
            boundary.enlist(this, participant);
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void beforeCompletion() {
                    boundary.enlist(this, new RecordingParticipant("late", told));
                }
            });
        });
        assertThat(told).containsExactly("a beforeCommit", "a afterCommit", "late afterCommit");
    }

    @Test
    void aNewTransactionInACallbackAfterTheCommitHasItsOwnParticipants() {
        TransactionTemplate requiresNew = with(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        transaction.executeWithoutResult(status -> {
            boundary.enlist(this, participant);
            TransactionSynchronizationManager.registerSynchronization(
                    afterCommit(() -> requiresNew.executeWithoutResult(
                            inner -> boundary.enlist(this, new RecordingParticipant("b", told)))));
        });
        assertThat(told).containsExactly("a beforeCommit", "a afterCommit", "b beforeCommit", "b afterCommit");
    }

    @Test
    void aCommitAnnouncedBeforeTheOuterTransactionEndsIsTakenBack() {
        DataSourceTransactionManager never = new DataSourceTransactionManager(dataSource);
        never.setTransactionSynchronization(AbstractPlatformTransactionManager.SYNCHRONIZATION_NEVER);
        new TransactionTemplate(never).executeWithoutResult(outer -> {
            transaction.executeWithoutResult(joined -> boundary.enlist(this, participant));
            assertThat(told).containsExactly("a beforeCommit", "a afterCommit", "a beforeCommit");
        });
    }

    @Test
    void theRollbackOfAnotherDataSourceIsNotTold() {
        TransactionTemplate other = new TransactionTemplate(new DataSourceTransactionManager(h2()));
        other.executeWithoutResult(status -> {
            assertThat(boundary.state()).isEqualTo(State.REPORTED);
            new JdbcTemplate(dataSource).queryForObject("select 1", Integer.class);
            boundary.enlist(this, participant);
            status.setRollbackOnly();
        });
        assertThat(told).isEmpty();
    }

    @Test
    void theCommitOfAnotherDataSourceIsTold() {
        TransactionTemplate other = new TransactionTemplate(new DataSourceTransactionManager(h2()));
        other.executeWithoutResult(status -> boundary.enlist(this, participant));
        assertThat(told).containsExactly("a beforeCommit", "a afterCommit");
    }

    private TransactionTemplate with(int propagation) {
        TransactionTemplate template = new TransactionTemplate(transaction.getTransactionManager());
        template.setPropagationBehavior(propagation);
        return template;
    }

    private TransactionTemplate failingCommits(RuntimeException failure) {
        return new TransactionTemplate(new DataSourceTransactionManager(dataSource) {
            @Override
            protected void doCommit(DefaultTransactionStatus status) {
                super.doCommit(status);
                throw failure;
            }
        });
    }

    private static TransactionSynchronization afterCommit(Runnable callback) {
        return new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                callback.run();
            }
        };
    }

    private static DataSource h2() {
        JdbcDataSource h2 = new JdbcDataSource();
        h2.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        return h2;
    }
}
