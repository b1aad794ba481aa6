package io.github.tokencache.spring;

import java.util.List;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** The delegate: every call is one statement, in the transaction of the caller if there is one. */
final class JdbcTokens implements Tokens {
    private final JdbcTemplate jdbc;
    private volatile Runnable afterLoad = () -> {};
    private volatile Consumer<Runnable> scope = Runnable::run;

    JdbcTokens(DataSource dataSource) {
        this.jdbc = new JdbcTemplate(dataSource);
        jdbc.execute("create table tokens (token varchar(50) primary key, owner varchar(50))");
    }

    /** Runs between a row's having been read and its being returned. */
    void afterLoad(Runnable hook) {
        this.afterLoad = hook;
    }

    /** What every change is run by, such as a transaction of its own. */
    void changeWithin(Consumer<Runnable> scopeOfChanges) {
        this.scope = scopeOfChanges;
    }

    /** A statement that reads no token, but fixes what its transaction sees; of this table, as H2 has it by table. */
    void takeSnapshot() {
        jdbc.queryForList("select owner from tokens where token = 'none'");
    }

    @Override
    public @Nullable String ownerOf(String token) {
        List<String> owners = jdbc.queryForList("select owner from tokens where token = ?", String.class, token);
        afterLoad.run();
        return owners.isEmpty() ? null : owners.get(0);
    }

    @Override
    public void store(String token, String owner) {
        scope.accept(() -> jdbc.update("insert into tokens (token, owner) values (?, ?)", token, owner));
    }

    @Override
    public void revoke(String token) {
        scope.accept(() -> jdbc.update("delete from tokens where token = ?", token));
    }

    @Override
    public void revokeAllOf(String owner) {
        scope.accept(() -> jdbc.update("delete from tokens where owner = ?", owner));
    }
}
