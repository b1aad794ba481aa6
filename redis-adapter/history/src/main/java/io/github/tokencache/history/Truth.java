package io.github.tokencache.history;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.springframework.jdbc.core.JdbcTemplate;

/** The database: an embedded PostgreSQL, which is never disturbed. */
final class Truth implements AutoCloseable {
    /** A write in the journal: of which item, with which version. */
    record Write(int item, long version) {}

    private final EmbeddedPostgres server;
    private final JdbcTemplate jdbc;

    Truth() throws IOException {
        server = EmbeddedPostgres.builder()
                .setPGStartupWait(Duration.ofMinutes(1))
                .setServerConfig("fsync", "off")
                .setServerConfig("synchronous_commit", "off")
                .start();
        jdbc = new JdbcTemplate(server.getPostgresDatabase());
        jdbc.execute(schema());
        for (int group = 0; group < (TrafficThread.SLOTS + 1) / 2; group++) {
            jdbc.update("insert into item_lock values (?)", group);
        }
        for (int client = 0; client < TrafficThread.CLIENTS; client++) {
            jdbc.update("insert into item_lock values (?)", Names.clientItem(client));
        }
    }

    private static String schema() {
        try (InputStream sql = Objects.requireNonNull(Truth.class.getResourceAsStream("truth.sql"))) {
            return new String(sql.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String url(int incarnation) {
        return server.getJdbcUrl("postgres", "postgres") + "&ApplicationName=" + session(incarnation);
    }

    private static String session(int incarnation) {
        return "worker-" + incarnation;
    }

    /** Whether nothing that the worker asked for can still be committed. */
    boolean isSettled(int incarnation) {
        Integer sessions = jdbc.queryForObject(
                "select count(*) from pg_stat_activity where application_name = ?",
                Integer.class,
                session(incarnation));
        return sessions != null && sessions == 0;
    }

    /** Every committed write and its place in the order. */
    Map<Write, Long> journal() {
        Map<Write, Long> writes = new HashMap<>();
        jdbc.query("select item, version, placed from journal", row -> {
            writes.put(new Write(row.getInt(1), row.getLong(2)), row.getLong(3));
        });
        return writes;
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
