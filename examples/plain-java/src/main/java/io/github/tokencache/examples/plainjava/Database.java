package io.github.tokencache.examples.plainjava;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** An in-memory database that counts the statements it is given. */
final class Database implements AutoCloseable {
    private final Connection connection;
    private final AtomicInteger statements = new AtomicInteger();

    Database() throws SQLException {
        connection = DriverManager.getConnection("jdbc:h2:mem:");
    }

    int statements() {
        return statements.get();
    }

    void update(String sql, @Nullable Object... parameters) {
        run(sql, PreparedStatement::executeUpdate, parameters);
    }

    <T> List<T> query(String sql, Work<ResultSet, T> row, @Nullable Object... parameters) {
        return run(
                sql,
                statement -> {
                    List<T> rows = new ArrayList<>();
                    ResultSet result = statement.executeQuery();
                    while (result.next()) {
                        rows.add(row.apply(result));
                    }
                    return rows;
                },
                parameters);
    }

    private <T> T run(String sql, Work<PreparedStatement, T> work, @Nullable Object... parameters) {
        statements.incrementAndGet();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            return work.apply(statement);
        } catch (SQLException e) {
            throw new IllegalStateException("The database could not run: " + sql, e);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    interface Work<S, T> {
        T apply(S source) throws SQLException;
    }
}
