package io.github.tokencache.spring.rotation;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcUtils;
import org.springframework.jdbc.support.MetaDataAccessException;

/**
 * The two tables of {@link RefreshTokenFamilies}, which never creates them by itself: a migration of the application
 * does. The statements are resources beside this class, {@code schema-h2.sql}, {@code schema-postgresql.sql} and
 * {@code schema-mariadb.sql} (for MySQL too).
 */
public final class FamilySchema {
    private FamilySchema() {}

    /**
     * The statements for a database, each ended by a semicolon.
     *
     * @param dataSource the database
     * @return the statements for H2, PostgreSQL, MariaDB or MySQL; for another one those for PostgreSQL, to be adapted
     */
    public static String statements(DataSource dataSource) {
        String resource =
                switch (product(dataSource)) {
                    case "h2" -> "schema-h2.sql";
                    case "mariadb", "mysql" -> "schema-mariadb.sql";
                    default -> "schema-postgresql.sql";
                };
        try (InputStream in = FamilySchema.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException(
                        resource + " must be beside " + FamilySchema.class + ", but is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Creates the tables, for tests and demonstrations.
     *
     * @param dataSource the database, in which they are not yet
     */
    public static void create(DataSource dataSource) {
        JdbcTemplate jdbc = new JdbcTemplate(dataSource);
        for (String statement : statements(dataSource).split(";", -1)) {
            if (!statement.isBlank()) {
                jdbc.execute(statement);
            }
        }
    }

    static void requireTables(DataSource dataSource, JdbcTemplate jdbc) {
        for (String table : List.of("tokencache_family", "tokencache_retired_token")) {
            try {
                jdbc.query("select family_id, generation from " + table + " where 1 = 0", row -> {});
            } catch (DataAccessException missing) {
                throw new IllegalStateException(
                        "Refresh token rotation needs the table " + table + ", which cannot be read; run\n\n"
                                + statements(dataSource),
                        missing);
            }
        }
    }

    private static String product(DataSource dataSource) {
        try {
            return JdbcUtils.extractDatabaseMetaData(dataSource, FamilySchema::productName)
                    .toLowerCase(Locale.ROOT);
        } catch (MetaDataAccessException unknown) {
            return "";
        }
    }

    private static String productName(java.sql.DatabaseMetaData metaData) throws SQLException {
        return metaData.getDatabaseProductName();
    }
}
