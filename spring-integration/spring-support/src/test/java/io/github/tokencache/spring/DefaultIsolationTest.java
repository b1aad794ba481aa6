package io.github.tokencache.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

class DefaultIsolationTest {
    private final AtomicLong nanos = new AtomicLong();
    private final AtomicInteger connections = new AtomicInteger();
    private volatile boolean down;
    private final DataSource dataSource = new DelegatingDataSource(h2()) {
        @Override
        public Connection getConnection() throws SQLException {
            connections.incrementAndGet();
            if (down) {
                throw new SQLException("no connection");
            }
            return super.getConnection();
        }
    };

    @ParameterizedTest
    @CsvSource({
        "ISOLATION_READ_UNCOMMITTED, false",
        "ISOLATION_READ_COMMITTED, true",
        "ISOLATION_REPEATABLE_READ, false",
        "ISOLATION_SERIALIZABLE, false"
    })
    void aDeclaredIsolationDecides(String isolation, boolean readsLatest) {
        TransactionTemplate transaction = new TransactionTemplate(new DataSourceTransactionManager(dataSource));
        transaction.setIsolationLevelName(isolation);
        SpringTransactionBoundary boundary = new SpringTransactionBoundary(dataSource);
        transaction.executeWithoutResult(
                status -> assertThat(boundary.readsLatest()).isEqualTo(readsLatest));
        assertThat(connections).as("declared, so not asked for").hasValue(1);
    }

    @Test
    void aReadOnlyTransactionDoesNotReadTheLatest() {
        TransactionTemplate transaction = new TransactionTemplate(new DataSourceTransactionManager(dataSource));
        transaction.setReadOnly(true);
        SpringTransactionBoundary boundary = new SpringTransactionBoundary(dataSource);
        transaction.executeWithoutResult(
                status -> assertThat(boundary.readsLatest()).isFalse());
    }

    @Test
    void inATransactionOfAnotherDataSourceADeclaredIsolationIsNotEnough() {
        TransactionTemplate other = new TransactionTemplate(new DataSourceTransactionManager(h2()));
        other.setIsolationLevel(TransactionDefinition.ISOLATION_READ_COMMITTED);
        SpringTransactionBoundary boundary = new SpringTransactionBoundary(dataSource);
        other.executeWithoutResult(status -> {
            down = true;
            assertThat(boundary.readsLatest()).isFalse();
        });
        other.executeWithoutResult(status ->
                assertThat(new SpringTransactionBoundary(h2()).readsLatest()).isTrue());
    }

    @Test
    void itIsReadOnceFromOneMoreConnection() {
        DefaultIsolation isolation = new DefaultIsolation(dataSource, nanos::get);
        assertThat(connections).hasValue(0);
        assertThat(isolation.isReadCommitted()).isTrue();
        assertThat(isolation.isReadCommitted()).isTrue();
        assertThat(connections).hasValue(1);
    }

    @Test
    void whatCannotBeReadCountsAsRepeatableReadAndIsTriedAgainLater() {
        DefaultIsolation isolation = new DefaultIsolation(dataSource, nanos::get);
        down = true;
        assertThat(isolation.isReadCommitted()).isFalse();
        down = false;
        nanos.addAndGet(DefaultIsolation.RETRY.toNanos() - 1);
        assertThat(isolation.isReadCommitted()).isFalse();
        assertThat(connections).hasValue(1);
        nanos.incrementAndGet();
        assertThat(isolation.isReadCommitted()).isTrue();
        assertThat(connections).hasValue(2);
    }

    @Test
    void thatItCannotBeReadIsLoggedOnce() {
        DefaultIsolation isolation = new DefaultIsolation(dataSource, nanos::get);
        down = true;
        String logged = logOf(() -> {
            isolation.isReadCommitted();
            nanos.addAndGet(DefaultIsolation.RETRY.toNanos());
            isolation.isReadCommitted();
        });
        assertThat(connections).hasValue(2);
        assertThat(logged)
                .containsOnlyOnce(
                        "WARN io.github.tokencache.spring.SpringTransactionBoundary - The default isolation of"
                                + " the token store's data source could not be read and counts as REPEATABLE READ: transactions"
                                + " that declare none fill no cache; tried again every PT10S without a further message");
    }

    @Test
    void onlyOneThreadWaitsForTheConnection() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        DataSource slow = new DelegatingDataSource(dataSource) {
            @Override
            public Connection getConnection() throws SQLException {
                asked.countDown();
                await(answer);
                return super.getConnection();
            }
        };
        DefaultIsolation isolation = new DefaultIsolation(slow, nanos::get);
        Thread first = new Thread(isolation::isReadCommitted);
        first.start();
        await(asked);
        assertThat(isolation.isReadCommitted()).isFalse();
        answer.countDown();
        first.join();
        assertThat(isolation.isReadCommitted()).isTrue();
        assertThat(connections).hasValue(1);
    }

    @Test
    void theOnlyConnectionOfADataSourceIsNotClosed() throws Exception {
        try (Connection physical = h2().getConnection()) {
            DataSource single = new SingleConnectionDataSource(physical, false);
            assertThat(new DefaultIsolation(single, nanos::get).isReadCommitted())
                    .isTrue();
            assertThat(physical.isClosed()).isFalse();
        }
    }

    private static String logOf(Runnable work) {
        PrintStream original = System.err;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        System.setErr(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            work.run();
        } finally {
            System.setErr(original);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static DataSource h2() {
        JdbcDataSource h2 = new JdbcDataSource();
        h2.setURL("jdbc:h2:mem:" + UUID.randomUUID());
        return h2;
    }
}
