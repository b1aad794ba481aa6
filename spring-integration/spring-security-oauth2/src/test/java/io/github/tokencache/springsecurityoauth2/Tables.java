package io.github.tokencache.springsecurityoauth2;

import io.github.tokencache.databases.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import net.ttddyy.dsproxy.ExecutionInfo;
import net.ttddyy.dsproxy.QueryInfo;
import net.ttddyy.dsproxy.listener.QueryExecutionListener;
import net.ttddyy.dsproxy.support.ProxyDataSourceBuilder;
import org.h2.jdbcx.JdbcConnectionPool;
import org.springframework.jdbc.core.JdbcTemplate;

/** The framework's tables in a database of their own, with the statements that were sent to it. */
public final class Tables implements AutoCloseable {
    private static final List<String> SCHEMA = List.of(
            "create table oauth_client_details (client_id varchar(256) primary key, resource_ids varchar(256),"
                    + " client_secret varchar(256), scope varchar(256), authorized_grant_types varchar(256),"
                    + " web_server_redirect_uri varchar(256), authorities varchar(256), access_token_validity integer,"
                    + " refresh_token_validity integer, additional_information varchar(4096), autoapprove varchar(256))",
            "create table oauth_access_token (token_id varchar(256), token longvarbinary,"
                    + " authentication_id varchar(256) primary key, user_name varchar(256), client_id varchar(256),"
                    + " authentication longvarbinary, refresh_token varchar(256))",
            "create table oauth_refresh_token (token_id varchar(256), token longvarbinary,"
                    + " authentication longvarbinary)");

    private final List<String> statements = new CopyOnWriteArrayList<>();
    private final AtomicBoolean failing = new AtomicBoolean();
    private final Runnable closing;
    private final DataSource dataSource;
    private final JdbcTemplate jdbc;

    /** On H2, pooled. */
    public Tables() {
        this(JdbcConnectionPool.create("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "sa", ""));
    }

    private Tables(JdbcConnectionPool pool) {
        this(pool, "longvarbinary", pool::dispose);
    }

    private Tables(DataSource database, String binary, Runnable closing) {
        this.closing = closing;
        this.dataSource =
                ProxyDataSourceBuilder.create(database).listener(new Recorder()).build();
        this.jdbc = new JdbcTemplate(database);
        SCHEMA.forEach(table -> jdbc.execute(table.replace("longvarbinary", binary)));
    }

    /** On any database, not pooled. */
    static Tables on(TestDatabase database) {
        String binary =
                switch (database) {
                    case H2 -> "longvarbinary";
                    case POSTGRESQL -> "bytea";
                    case MARIADB -> "longblob";
                };
        return new Tables(database.create(), binary, () -> {});
    }

    public DataSource dataSource() {
        return dataSource;
    }

    /** Not recorded. */
    public JdbcTemplate jdbc() {
        return jdbc;
    }

    int accessTokens() {
        return count("oauth_access_token");
    }

    int refreshTokens() {
        return count("oauth_refresh_token");
    }

    private int count(String table) {
        Integer count = jdbc.queryForObject("select count(*) from " + table, Integer.class);
        return count == null ? 0 : count;
    }

    /** The statements that the action sent. */
    public List<String> statementsOf(Runnable action) {
        int before = statements.size();
        action.run();
        return new ArrayList<>(statements.subList(before, statements.size()));
    }

    void failFromNowOn(boolean fail) {
        failing.set(fail);
    }

    @Override
    public void close() {
        closing.run();
    }

    private final class Recorder implements QueryExecutionListener {

        @Override
        public void beforeQuery(ExecutionInfo execution, List<QueryInfo> queries) {
            if (failing.get()) {
                throw new IllegalStateException("the database failed on purpose");
            }
            queries.forEach(query -> statements.add(query.getQuery()));
        }

        @Override
        public void afterQuery(ExecutionInfo execution, List<QueryInfo> queries) {}
    }
}
