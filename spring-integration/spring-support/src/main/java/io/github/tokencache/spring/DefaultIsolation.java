package io.github.tokencache.spring;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.datasource.DataSourceUtils;

/** The isolation of a data source's transactions that declare none, read once. */
final class DefaultIsolation {
    /** A pool without a free connection blocks for seconds: not in every transaction. */
    static final Duration RETRY = Duration.ofSeconds(10);

    private static final Logger log = LoggerFactory.getLogger(SpringTransactionBoundary.class);

    private final DataSource dataSource;
    private final LongSupplier nanoTime;
    private final ReentrantLock resolving = new ReentrantLock();
    private volatile @Nullable Integer level;
    private @Nullable Long failedAt;

    DefaultIsolation(DataSource dataSource, LongSupplier nanoTime) {
        this.dataSource = dataSource;
        this.nanoTime = nanoTime;
    }

    /** Whether it is known to be READ COMMITTED. */
    boolean isReadCommitted() {
        if (level == null) {
            resolve();
        }
        Integer known = level;
        return known != null && known == Connection.TRANSACTION_READ_COMMITTED;
    }

    /** One thread at most: a caller holds a connection already, and together they would starve a pool. */
    private void resolve() {
        if (!resolving.tryLock()) {
            return;
        }
        try {
            if (level == null && isDue()) {
                level = read();
            }
        } catch (SQLException | RuntimeException e) {
            failed(e);
        } finally {
            resolving.unlock();
        }
    }

    private boolean isDue() {
        return failedAt == null || nanoTime.getAsLong() - failedAt >= RETRY.toNanos();
    }

    /** Not from the connection of the transaction, which may have been begun with an isolation of its own. */
    private int read() throws SQLException {
        Connection connection = dataSource.getConnection();
        try {
            return connection.getTransactionIsolation();
        } finally {
            DataSourceUtils.doCloseConnection(connection, dataSource);
        }
    }

    private void failed(Exception e) {
        if (failedAt == null) {
            log.warn(
                    "The default isolation of the token store's data source could not be read and counts as"
                            + " REPEATABLE READ: transactions that declare none fill no cache; tried again every {}"
                            + " without a further message",
                    RETRY,
                    e);
        }
        failedAt = nanoTime.getAsLong();
    }
}
