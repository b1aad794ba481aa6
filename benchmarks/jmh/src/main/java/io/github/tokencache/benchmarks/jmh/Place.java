package io.github.tokencache.benchmarks.jmh;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.github.tokencache.benchmarks.Database;
import io.github.tokencache.servers.RedisServer;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.oauth2.provider.ClientDetailsService;
import org.springframework.security.oauth2.provider.client.JdbcClientDetailsService;

/** What a subject stands on: a database with the example's tables, whose statements are counted, and a Redis if it asks. */
final class Place implements AutoCloseable {
    /** A client of the example's migrations. */
    static final String CLIENT = "study-web";

    /** What users have who do not set it. */
    private static final Duration USUAL_LEASE = Duration.ofSeconds(1);

    private final Deque<Closeable> opened = new ArrayDeque<>();
    private final Statements statements = new Statements();
    private final DataSource database;
    private final Duration nearLease;
    private @Nullable RedisServer redis;

    private Place(Map<String, String> properties, Duration nearLease) {
        this.nearLease = nearLease;
        HikariConfig pool = new HikariConfig();
        pool.setJdbcUrl(properties.getOrDefault("spring.datasource.url", "jdbc:h2:mem:" + UUID.randomUUID()));
        pool.setUsername(properties.getOrDefault("spring.datasource.username", "sa"));
        pool.setPassword("");
        HikariDataSource connections = new HikariDataSource(pool);
        opened.push(connections);
        Flyway.configure()
                .dataSource(connections)
                .locations("classpath:db/migration/common", "classpath:db/migration/" + vendor(pool.getJdbcUrl()))
                .load()
                .migrate();
        this.database = statements.counted(connections);
    }

    static Place onH2() {
        return onH2(USUAL_LEASE);
    }

    static Place onH2(Duration nearLease) {
        return new Place(Map.of(), nearLease);
    }

    static Place on(Database server) {
        Place place = new Place(server.properties(), USUAL_LEASE);
        place.opened.addLast(server);
        return place;
    }

    private static String vendor(String url) {
        return url.split(":", 3)[1];
    }

    DataSource database() {
        return database;
    }

    ClientDetailsService clients() {
        return new JdbcClientDetailsService(database);
    }

    long statements() {
        return statements.sent();
    }

    void emptyTables() {
        JdbcTemplate jdbc = new JdbcTemplate(database);
        jdbc.update("DELETE FROM oauth_access_token");
        jdbc.update("DELETE FROM oauth_refresh_token");
    }

    /** How long our near entries serve without asking Redis again. */
    Duration nearLease() {
        return nearLease;
    }

    /** Started when it is first asked for. */
    RedisServer redis() {
        RedisServer running = redis;
        if (running == null) {
            running = RedisServer.start();
            opened.push(running::close);
            redis = running;
        }
        return running;
    }

    /** Commands that were sent to the Redis, 0 where there is none. */
    long commands() {
        return redis == null ? 0 : RedisFigures.commands(redis);
    }

    /** Is closed with this, before what was opened earlier. */
    void closeLater(Closeable part) {
        opened.push(part);
    }

    @Override
    public void close() {
        while (!opened.isEmpty()) {
            try {
                opened.pop().close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
