package io.github.tokencache.benchmarks;

import java.io.Closeable;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;

/**
 * A running database, to be closed after the last store was measured on it.
 *
 * @param properties the application properties that lead to it; none where every start of the example has its own
 * @param emptying the statements that remove all of its tables
 * @param server what stops it
 */
public record Database(Map<String, String> properties, List<String> emptying, Closeable server) implements Closeable {

    /** Removes what the example has left, which counts in an empty database only. */
    void empty() {
        if (emptying.isEmpty()) {
            return;
        }
        try (Connection connection = DriverManager.getConnection(
                        properties.get("spring.datasource.url"), properties.get("spring.datasource.username"), "");
                Statement statement = connection.createStatement()) {
            for (String sql : emptying) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The tables could not be removed", e);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
