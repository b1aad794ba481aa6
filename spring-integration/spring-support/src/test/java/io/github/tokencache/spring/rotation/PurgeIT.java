package io.github.tokencache.spring.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tokencache.databases.TestDatabase;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import javax.sql.DataSource;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.DefaultTransactionStatus;

/** Two nodes that purge at once. */
@NullUnmarked
class PurgeIT {
    private static final RotationPolicy POLICY =
            RotationPolicy.defaults().withLifetimes(Duration.ofHours(10), Duration.ofHours(1));
    private static final int ENDED = 20;

    private final CountDownLatch changed = new CountDownLatch(1);
    private final CountDownLatch begun = new CountDownLatch(1);

    @ParameterizedTest
    @EnumSource
    void bothComeToAnEndAndForgetNothingThatLives(TestDatabase database) {
        DataSource dataSource = database.create();
        Walk walk = new Walk(dataSource, POLICY);
        for (int login = 0; login < ENDED; login++) {
            walk.refresh(walk.login());
        }
        walk.after(Duration.ofHours(9));
        String living = walk.login();
        walk.after(Duration.ofMinutes(61));

        CompletableFuture<Integer> first = CompletableFuture.supplyAsync(
                () -> node(walk, new CommitsLate(dataSource)).purge());
        await(changed);
        int second = node(walk, new Begins(dataSource)).purge();

        assertThat(first.join() + second).isGreaterThanOrEqualTo(ENDED);
        assertThat(walk.jdbc.queryForObject("select count(*) from tokencache_family", Integer.class))
                .isOne();
        walk.after(Duration.ofMinutes(-30));
        assertThat(walk.refresh(living)).startsWith("token-");
    }

    private static RefreshTokenFamilies node(Walk walk, DataSourceTransactionManager transactions) {
        return new RefreshTokenFamilies(
                RotationEnvironment.of(transactions.getDataSource())
                        .withClock(
                                () -> Walk.START.plus(POLICY.absoluteLifetime()).plusMillis(1))
                        .withTransactions(transactions),
                new RotationSettings(POLICY, Map.of(), 3),
                walk);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Has changed a batch and commits it when the other node has begun one. */
    @SuppressWarnings("serial") // is not stored
    private final class CommitsLate extends DataSourceTransactionManager {
        CommitsLate(DataSource dataSource) {
            super(dataSource);
        }

        @Override
        protected void doCommit(DefaultTransactionStatus status) {
            changed.countDown();
            await(begun);
            super.doCommit(status);
        }
    }

    @SuppressWarnings("serial") // is not stored
    private final class Begins extends DataSourceTransactionManager {
        Begins(DataSource dataSource) {
            super(dataSource);
        }

        @Override
        protected void doBegin(Object transaction, TransactionDefinition definition) {
            super.doBegin(transaction, definition);
            begun.countDown();
        }
    }
}
