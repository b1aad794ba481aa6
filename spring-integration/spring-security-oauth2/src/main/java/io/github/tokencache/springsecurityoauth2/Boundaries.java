package io.github.tokencache.springsecurityoauth2;

import io.github.tokencache.CacheEnvironment;
import io.github.tokencache.TransactionBoundary;
import io.github.tokencache.spring.SpringTransactionBoundary;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.AbstractDataSource;

/** Whose transactions a store is in: Spring's, whether or not the data source is known. */
final class Boundaries {
    private Boundaries() {}

    /** A named data source comes first, then a boundary of the caller's own. */
    static CacheEnvironment resolve(CacheEnvironment environment, @Nullable DataSource dataSource) {
        if (dataSource != null) {
            return environment.withBoundary(new SpringTransactionBoundary(dataSource));
        }
        if (environment.boundary() == TransactionBoundary.autocommit()) {
            return environment.withBoundary(new SpringTransactionBoundary(new UnknownDataSource()));
        }
        return environment;
    }

    /** Never bound to a transaction, so its default isolation is the worst and no rollback is certain. */
    private static final class UnknownDataSource extends AbstractDataSource {

        @Override
        public Connection getConnection() throws SQLException {
            throw new SQLException("the data source is not known; name it by the builder's dataSource(..)");
        }

        @Override
        public Connection getConnection(String username, String password) throws SQLException {
            return getConnection();
        }
    }
}
