package io.github.tokencache.springsecurityoauth2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.tokencache.springsecurityoauth2.RotationIT.Place;
import io.github.tokencache.springsecurityoauth2.RotationNode.Cells;
import io.github.tokencache.springsecurityoauth2.RotationNode.Stores;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import net.ttddyy.dsproxy.ExecutionInfo;
import net.ttddyy.dsproxy.QueryInfo;
import net.ttddyy.dsproxy.listener.MethodExecutionContext;
import net.ttddyy.dsproxy.listener.MethodExecutionListener;
import net.ttddyy.dsproxy.listener.QueryExecutionListener;
import net.ttddyy.dsproxy.support.ProxyDataSourceBuilder;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.security.oauth2.common.OAuth2AccessToken;
import org.springframework.security.oauth2.common.exceptions.InvalidGrantException;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** A second tab whose family is revoked after the first was answered and before it goes on: it gets no pair. */
@NullUnmarked
@Timeout(120)
class RevokedWhileATabWaitsIT {
    private static final int PATIENCE_SECONDS = 30;

    private final AtomicReference<Instant> clock = RotationNode.clock();

    /** At the gate, on one node; the logout comes on the same node, and on another one with caches of its own. */
    @ParameterizedTest
    @EnumSource
    void theSecondTabWaitsAtTheGate(Place place) throws Exception {
        try (Tables tables = place.tables()) {
            for (Stores stores : List.of(Stores.CACHING_WITH_PAYLOADS, Stores.LEAN, Stores.LEAN_WITH_PAYLOADS)) {
                Cells cells = Cells.empty();
                waits(tables, place.connections(tables), stores, cells, cells);
                waits(tables, place.connections(tables), stores, cells, Cells.empty());
            }
        }
    }

    private void waits(Tables tables, DataSource connections, Stores stores, Cells cells, Cells ofLogouts)
            throws Exception {
        Tabs tabs = new Tabs(connections);
        RotationNode node = RotationNode.another(tabs.dataSource(), stores, cells, clock);
        RotationNode revoking = RotationNode.another(connections, stores, ofLogouts, clock);
        OAuth2AccessToken token = node.login();

        FutureTask<OAuth2AccessToken> first = new FutureTask<>(() -> node.refresh(token));
        Tabs.start(Tabs.FIRST, first);
        await(tabs.committed);
        FutureTask<OAuth2AccessToken> second = new FutureTask<>(() -> node.refresh(token));
        awaitAtTheGate(Tabs.start(Tabs.SECOND, second));
        assertThat(tables.refreshTokens()).as("what the first has committed").isOne();
        assertThat(revoking.services.revokeToken(RotationNode.value(token))).isTrue();
        tabs.revoked.countDown();

        OAuth2AccessToken dead = first.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertThatExceptionOfType(ExecutionException.class)
                .as(stores.toString())
                .isThrownBy(() -> second.get(PATIENCE_SECONDS, TimeUnit.SECONDS))
                .withCauseInstanceOf(InvalidGrantException.class);
        assertThat(tables.refreshTokens()).isZero();
        assertThat(tables.accessTokens()).isZero();
        assertThat(node.isValid(dead)).isFalse();
        assertThat(node.isRefused(dead)).isTrue();
        assertThat(node.services.families().counts().reusesAllowed()).isZero();
    }

    /** What the second tab's caller has read, in a transaction of its own, is older than the first tab's answer. */
    @ParameterizedTest
    @EnumSource
    void theSecondTabHasAnOldSnapshot(Place place) {
        try (Tables tables = place.tables()) {
            DataSource connections = place.connections(tables);
            for (Stores stores : List.of(Stores.PLAIN, Stores.CACHING_WITH_PAYLOADS, Stores.LEAN)) {
                RotationNode node = RotationNode.another(connections, stores, Cells.empty(), clock);
                TransactionTemplate caller = new TransactionTemplate(new JdbcTransactionManager(connections));
                caller.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
                OAuth2AccessToken token = node.login();

                caller.executeWithoutResult(status -> {
                    List<String> before = refreshTokens(connections);
                    inAnotherThread(
                            () -> node.services.revokeToken(node.refresh(token).getValue()));
                    assertThat(refreshTokens(connections))
                            .as("the old snapshot")
                            .isEqualTo(before);

                    assertThatExceptionOfType(InvalidGrantException.class)
                            .as(stores.toString())
                            .isThrownBy(() -> node.refresh(token));
                });

                assertThat(tables.refreshTokens()).isZero();
                assertThat(tables.accessTokens()).isZero();
            }
        }
    }

    private static List<String> refreshTokens(DataSource connections) {
        return new JdbcTemplate(connections).queryForList("select token_id from oauth_refresh_token", String.class);
    }

    private static void inAnotherThread(Callable<Boolean> work) {
        FutureTask<Boolean> task = new FutureTask<>(work);
        new Thread(task, "another").start();
        try {
            assertThat(task.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static void awaitAtTheGate(Thread thread) {
        while (thread.isAlive() && !isAtTheGate(thread)) {
            Thread.onSpinWait();
        }
        assertThat(thread.isAlive()).as("the second tab waits").isTrue();
    }

    private static boolean isAtTheGate(Thread thread) {
        return thread.getState() == Thread.State.TIMED_WAITING
                && Arrays.stream(thread.getStackTrace())
                        .anyMatch(frame -> frame.getClassName().equals(RefreshGate.class.getName()));
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /**
     * Holds the first tab between its commit and its answer, and the second, which on a slow machine may be tired of
     * waiting by then, before its first statement, until the family is revoked.
     */
    private static final class Tabs implements QueryExecutionListener, MethodExecutionListener {
        static final String FIRST = "first tab";
        static final String SECOND = "second tab";

        final CountDownLatch committed = new CountDownLatch(1);
        final CountDownLatch revoked = new CountDownLatch(1);
        private final DataSource dataSource;
        private volatile boolean claimed;

        Tabs(DataSource connections) {
            this.dataSource = ProxyDataSourceBuilder.create(connections)
                    .listener(this)
                    .methodListener(this)
                    .build();
        }

        DataSource dataSource() {
            return dataSource;
        }

        static Thread start(String name, Runnable work) {
            Thread thread = new Thread(work, name);
            thread.setDaemon(true);
            thread.start();
            return thread;
        }

        private static boolean isIn(String tab) {
            return Thread.currentThread().getName().equals(tab);
        }

        @Override
        public void beforeQuery(ExecutionInfo execution, List<QueryInfo> queries) {
            if (isIn(SECOND)) {
                await(revoked);
            }
        }

        @Override
        public void afterQuery(ExecutionInfo execution, List<QueryInfo> queries) {
            claimed |= queries.get(0).getQuery().startsWith("update tokencache_family set generation");
        }

        @Override
        public void beforeMethod(MethodExecutionContext execution) {}

        @Override
        public void afterMethod(MethodExecutionContext execution) {
            if (isIn(FIRST) && claimed && execution.getMethod().getName().equals("commit")) {
                committed.countDown();
                await(revoked);
            }
        }
    }
}
