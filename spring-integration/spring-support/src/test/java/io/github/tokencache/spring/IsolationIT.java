package io.github.tokencache.spring;

import static io.github.tokencache.spring.Scene.OWNER;
import static io.github.tokencache.spring.Scene.TOKEN;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tokencache.backends.EveryBackend;
import io.github.tokencache.databases.TestDatabase;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Readers whose transaction does not see the latest state. */
@EveryBackend
class IsolationIT {

    @ParameterizedTest
    @CsvSource({"H2, true", "POSTGRESQL, true", "MARIADB, false"})
    void theDefaultIsTheDatabases(TestDatabase database, boolean readsLatest) {
        DataSource dataSource = database.create();
        SpringTransactionBoundary boundary = new SpringTransactionBoundary(dataSource);
        transaction(dataSource, TransactionDefinition.ISOLATION_DEFAULT)
                .executeWithoutResult(
                        status -> assertThat(boundary.readsLatest()).isEqualTo(readsLatest));
        assertThat(boundary.readsLatest()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void aDeclaredReadCommittedReadsTheLatest(TestDatabase database) {
        DataSource dataSource = database.create();
        SpringTransactionBoundary boundary = new SpringTransactionBoundary(dataSource);
        transaction(dataSource, TransactionDefinition.ISOLATION_READ_COMMITTED)
                .executeWithoutResult(
                        status -> assertThat(boundary.readsLatest()).isTrue());
    }

    @Test
    void anOlderReaderAtTheDefaultOfMariaDbLeavesNothing() throws Exception {
        olderReaderLeavesNothing(TestDatabase.MARIADB, TransactionDefinition.ISOLATION_DEFAULT);
    }

    @ParameterizedTest
    @EnumSource
    void anOlderReaderAtRepeatableReadLeavesNothing(TestDatabase database) throws Exception {
        olderReaderLeavesNothing(database, TransactionDefinition.ISOLATION_REPEATABLE_READ);
    }

    /** Not MariaDB, which locks what such a transaction reads: there the revoke waits. */
    @ParameterizedTest
    @EnumSource(names = "MARIADB", mode = EnumSource.Mode.EXCLUDE)
    void anOlderReaderAtSerializableLeavesNothing(TestDatabase database) throws Exception {
        olderReaderLeavesNothing(database, TransactionDefinition.ISOLATION_SERIALIZABLE);
    }

    /**
     * While a write is open nobody may fill, and readers share loads; what an older transaction loads must not be shared,
     * nor what one that is never synchronized has written itself.
     */
    @Test
    void anOlderReaderSharesItsLoadWithNobody() throws Exception {
        Scene scene = Scene.cached(TestDatabase.MARIADB);
        CountDownLatch snapshotTaken = new CountDownLatch(1);
        Semaphore writeOpen = new Semaphore(0);
        Task<@Nullable String> older = Task.start(() -> scene.transaction().execute(status -> {
            scene.delegate.takeSnapshot();
            snapshotTaken.countDown();
            writeOpen.acquireUninterruptibly();
            return scene.tokens.ownerOf(TOKEN);
        }));
        Scene.await(snapshotTaken);
        scene.tokens.revoke(TOKEN);
        scene.inTransaction(status -> {
            scene.tokens.revoke(TOKEN);
            Task<@Nullable String> running = scene.readInFlight(TOKEN);
            writeOpen.release();
            older.awaitParkedOrDone();
            Task<@Nullable String> newcomer = Task.start(() -> scene.tokens.ownerOf(TOKEN));
            newcomer.awaitParkedOrDone();
            scene.resume();
            assertThat(running.result()).isNull();
            assertThat(newcomer.result()).as("came after the revoke").isNull();
            assertThat(older.result()).as("older reader").isEqualTo(OWNER);
        });
    }

    private static void olderReaderLeavesNothing(TestDatabase database, int isolation) throws Exception {
        TransactionHazardsIT.holds(database, scene -> {
            transaction(scene.dataSource, isolation).executeWithoutResult(older -> {
                scene.delegate.takeSnapshot();
                scene.byOthers(() -> scene.inTransaction(status -> scene.tokens.revoke(TOKEN)));
                assertThat(scene.tokens.ownerOf(TOKEN)).as("older reader").isEqualTo(OWNER);
                assertThat(scene.seenByOthers(TOKEN)).isNull();
            });
            assertThat(scene.seenByOthers(TOKEN)).isNull();
        });
    }

    private static TransactionTemplate transaction(DataSource dataSource, int isolation) {
        TransactionTemplate template = new TransactionTemplate(new DataSourceTransactionManager(dataSource));
        template.setIsolationLevel(isolation);
        return template;
    }
}
