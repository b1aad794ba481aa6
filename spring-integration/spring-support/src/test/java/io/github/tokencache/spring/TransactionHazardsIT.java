package io.github.tokencache.spring;

import static io.github.tokencache.spring.Scene.OWNER;
import static io.github.tokencache.spring.Scene.TOKEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tokencache.backends.EveryBackend;
import io.github.tokencache.databases.TestDatabase;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What goes wrong around transactions; each is seen to go wrong the naive way. */
@EveryBackend
class TransactionHazardsIT {

    @FunctionalInterface
    interface Hazard {
        void play(Scene scene) throws Exception;
    }

    @ParameterizedTest
    @EnumSource
    void aReadBetweenTheRevokeAndItsCommitLeavesNothing(TestDatabase database) throws Exception {
        holds(database, scene -> {
            assertThat(scene.tokens.ownerOf(TOKEN)).isEqualTo(OWNER);
            scene.inTransaction(status -> {
                scene.tokens.revoke(TOKEN);
                assertThat(scene.seenByOthers(TOKEN)).as("not committed").isEqualTo(OWNER);
            });
            assertThat(scene.seenByOthers(TOKEN)).isNull();
        });
    }

    @ParameterizedTest
    @EnumSource
    void aReadInFlightAcrossTheCommitLeavesNothing(TestDatabase database) throws Exception {
        holds(database, scene -> {
            Task<@Nullable String> read = scene.readInFlight(TOKEN);
            scene.inTransaction(status -> scene.tokens.revoke(TOKEN));
            scene.resume();
            assertThat(read.result()).as("began before the revoke").isEqualTo(OWNER);
            assertThat(scene.seenByOthers(TOKEN)).isNull();
        });
    }

    @ParameterizedTest
    @EnumSource
    void aReadInFlightAcrossARemovalByAnotherNameLeavesNothing(TestDatabase database) throws Exception {
        holds(database, scene -> {
            Task<@Nullable String> read = scene.readInFlight(TOKEN);
            scene.inTransaction(status -> scene.tokens.revokeAllOf(OWNER));
            scene.resume();
            assertThat(read.result()).as("began before the removal").isEqualTo(OWNER);
            assertThat(scene.seenByOthers(TOKEN)).isNull();
        });
    }

    @ParameterizedTest
    @EnumSource
    void aStoreThatRollsBackLeavesNothing(TestDatabase database) throws Exception {
        holds(database, scene -> {
            scene.inTransaction(status -> {
                scene.tokens.store("new", OWNER);
                assertThat(scene.tokens.ownerOf("new")).as("its own").isEqualTo(OWNER);
                status.setRollbackOnly();
            });
            assertThat(scene.seenByOthers("new")).isNull();
        });
    }

    @ParameterizedTest
    @EnumSource
    void aStoreIsSeenByNobodyBeforeItsCommit(TestDatabase database) throws Exception {
        holds(database, scene -> {
            scene.inTransaction(status -> {
                scene.tokens.store("new", OWNER);
                assertThat(scene.tokens.ownerOf("new")).as("its own").isEqualTo(OWNER);
                assertThat(scene.seenByOthers("new")).as("not committed").isNull();
            });
            assertThat(scene.seenByOthers("new")).isEqualTo(OWNER);
        });
    }

    @ParameterizedTest
    @EnumSource
    void whatASavepointTookBackIsNotThere(TestDatabase database) throws Exception {
        holds(database, scene -> {
            TransactionTemplate nested = scene.transaction(TransactionDefinition.PROPAGATION_NESTED);
            scene.inTransaction(outer -> {
                nested.executeWithoutResult(inner -> {
                    scene.tokens.revoke(TOKEN);
                    scene.tokens.store("new", OWNER);
                    inner.setRollbackOnly();
                });
                assertThat(scene.tokens.ownerOf(TOKEN)).isEqualTo(OWNER);
            });
            assertThat(scene.seenByOthers(TOKEN)).isEqualTo(OWNER);
            assertThat(scene.seenByOthers("new")).isNull();
        });
    }

    @ParameterizedTest
    @EnumSource
    void aNewTransactionEndsByItselfAndTheOuterOneByItself(TestDatabase database) throws Exception {
        holds(database, scene -> {
            TransactionTemplate requiresNew = scene.transaction(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
            scene.inTransaction(outer -> {
                scene.tokens.store("outer", OWNER);
                requiresNew.executeWithoutResult(inner -> {
                    assertThat(scene.tokens.ownerOf("outer"))
                            .as("not committed")
                            .isNull();
                    scene.tokens.revoke(TOKEN);
                });
                assertThat(scene.seenByOthers(TOKEN)).isNull();
                outer.setRollbackOnly();
            });
            assertThat(scene.seenByOthers("outer")).isNull();
            assertThat(scene.seenByOthers(TOKEN)).isNull();
        });
    }

    /** Before the end of a transaction the application may still read, and sees what it has not committed. */
    @ParameterizedTest
    @EnumSource
    void aReadDuringTheCompletionLeavesNothing(TestDatabase database) throws Exception {
        holds(database, scene -> {
            scene.inTransaction(status -> {
                scene.tokens.revokeAllOf(OWNER);
                scene.tokens.store("new", OWNER);
                TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                    @Override
                    public void beforeCompletion() {
                        assertThat(scene.tokens.ownerOf(TOKEN)).as("its own").isNull();
                        assertThat(scene.tokens.ownerOf("new")).as("its own").isEqualTo(OWNER);
                    }
                });
                status.setRollbackOnly();
            });
            assertThat(scene.seenByOthers(TOKEN)).isEqualTo(OWNER);
            assertThat(scene.seenByOthers("new")).isNull();
        });
    }

    @ParameterizedTest
    @EnumSource
    void aReadWhileTheTransactionIsSuspendedLeavesNothing(TestDatabase database) throws Exception {
        holds(database, scene -> {
            TransactionTemplate notSupported = scene.transaction(TransactionDefinition.PROPAGATION_NOT_SUPPORTED);
            scene.inTransaction(outer -> {
                scene.tokens.revoke(TOKEN);
                notSupported.executeWithoutResult(
                        none -> assertThat(scene.tokens.ownerOf(TOKEN)).isEqualTo(OWNER));
                assertThat(scene.delegate.ownerOf(TOKEN)).isNull();
            });
            assertThat(scene.seenByOthers(TOKEN)).isNull();
        });
    }

    @ParameterizedTest
    @EnumSource
    void aTransactionThatIsNeverSynchronizedLeavesNothing(TestDatabase database) throws Exception {
        holds(database, scene -> {
            scene.manager.setTransactionSynchronization(AbstractPlatformTransactionManager.SYNCHRONIZATION_NEVER);
            scene.inTransaction(status -> {
                scene.delegate.store("new", OWNER);
                assertThat(scene.tokens.ownerOf("new")).as("its own").isEqualTo(OWNER);
                status.setRollbackOnly();
            });
            assertThat(scene.seenByOthers("new")).isNull();
            scene.inTransaction(status -> {
                scene.tokens.revoke(TOKEN);
                assertThat(scene.seenByOthers(TOKEN)).as("not committed").isEqualTo(OWNER);
            });
            assertThat(scene.seenByOthers(TOKEN)).isNull();
        });
    }

    /** Spring announces a commit at the end of the joining scope, when the outer transaction is still open. */
    @ParameterizedTest
    @EnumSource
    void aTransactionThatWasJoinedLaterLeavesNothing(TestDatabase database) throws Exception {
        holds(database, scene -> {
            DataSourceTransactionManager never = new DataSourceTransactionManager(scene.dataSource);
            never.setTransactionSynchronization(AbstractPlatformTransactionManager.SYNCHRONIZATION_NEVER);
            new TransactionTemplate(never).executeWithoutResult(outer -> {
                scene.inTransaction(joined -> scene.tokens.revoke(TOKEN));
                assertThat(scene.seenByOthers(TOKEN)).as("not committed").isEqualTo(OWNER);
            });
            assertThat(scene.seenByOthers(TOKEN)).isNull();
        });
    }

    @ParameterizedTest
    @EnumSource
    void aCommitWhoseConfirmationIsLostLeavesNothing(TestDatabase database) throws Exception {
        holds(database, scene -> {
            ThrowingCallable revoke = () -> losingConfirmations(scene).executeWithoutResult(status -> {
                scene.tokens.revoke(TOKEN);
                assertThat(scene.seenByOthers(TOKEN)).as("not committed").isEqualTo(OWNER);
            });
            assertThatThrownBy(revoke).isInstanceOf(DataAccessResourceFailureException.class);
            assertThat(scene.seenByOthers(TOKEN)).isNull();
        });
    }

    /** The statements of the token store commit one by one, whatever the surrounding transaction does. */
    @ParameterizedTest
    @EnumSource
    void theRollbackOfAnotherDataSourceBringsNothingBack(TestDatabase database) throws Exception {
        holds(database, scene -> {
            Task<@Nullable String> read = scene.readInFlight(TOKEN);
            TransactionTemplate other =
                    new TransactionTemplate(new DataSourceTransactionManager(TestDatabase.H2.create()));
            other.executeWithoutResult(status -> {
                scene.tokens.revokeAllOf(OWNER);
                status.setRollbackOnly();
            });
            scene.resume();
            assertThat(read.result()).as("began before the removal").isEqualTo(OWNER);
            assertThat(scene.seenByOthers(TOKEN)).isNull();
        });
    }

    @ParameterizedTest
    @EnumSource
    void aRemovalByAnotherNameThatCommittedByItselfOutlivesTheRollback(TestDatabase database) throws Exception {
        holds(database, scene -> committedByItself(scene, () -> scene.tokens.revokeAllOf(OWNER)));
    }

    @ParameterizedTest
    @EnumSource
    void aRevokeThatCommittedByItselfOutlivesTheRollback(TestDatabase database) throws Exception {
        holds(database, scene -> committedByItself(scene, () -> scene.tokens.revoke(TOKEN)));
    }

    private static void committedByItself(Scene scene, Runnable removal) {
        scene.everyChangeCommitsByItself();
        Task<@Nullable String> read = scene.readInFlight(TOKEN);
        scene.inTransaction(status -> {
            removal.run();
            status.setRollbackOnly();
        });
        scene.resume();
        assertThat(read.result()).as("began before the removal").isEqualTo(OWNER);
        assertThat(scene.seenByOthers(TOKEN)).isNull();
    }

    private static TransactionTemplate losingConfirmations(Scene scene) {
        return new TransactionTemplate(new DataSourceTransactionManager(scene.dataSource) {
            @Override
            protected void doCommit(DefaultTransactionStatus status) {
                super.doCommit(status);
                throw new DataAccessResourceFailureException("connection lost");
            }
        });
    }

    static void holds(TestDatabase database, Hazard hazard) throws Exception {
        hazard.play(Scene.cached(database));
        assertThatThrownBy(() -> hazard.play(Scene.naive(database))).isInstanceOf(AssertionError.class);
    }
}
