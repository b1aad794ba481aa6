package io.github.tokencache.examples.plainjava;

import io.github.tokencache.TokenStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A token store in two tables. Nothing in it knows that it is going to be cached. To stay short it keeps the tokens
 * themselves; a store that lives longer than a demonstration keeps their digests.
 */
final class JdbcTokens implements TokenStore<AccessToken, String, Login> {
    private static final String SELECT_ACCESS = "select token, expires_at, refresh_token from access_token where ";
    private static final String SELECT_LOGIN = "select user_name, client_id from ";

    private final Database database;

    JdbcTokens(Database database) {
        this.database = database;
        database.update("create table access_token (token varchar primary key, expires_at timestamp with time zone,"
                + " refresh_token varchar, user_name varchar, client_id varchar)");
        database.update("create table refresh_token (token varchar primary key, user_name varchar, client_id varchar)");
    }

    @Override
    public void storeAccessToken(AccessToken token, Login login) {
        database.update(
                "merge into access_token values (?, ?, ?, ?, ?)",
                token.value(),
                token.expiresAt(),
                token.refreshToken(),
                login.userName(),
                login.clientId());
    }

    @Override
    public @Nullable AccessToken readAccessToken(@Nullable String token) {
        return first(database.query(SELECT_ACCESS + "token = ?", JdbcTokens::accessToken, token));
    }

    @Override
    public @Nullable Login readAuthentication(AccessToken token) {
        return readAuthentication(token.value());
    }

    @Override
    public @Nullable Login readAuthentication(@Nullable String token) {
        return first(database.query(SELECT_LOGIN + "access_token where token = ?", JdbcTokens::login, token));
    }

    @Override
    public @Nullable AccessToken getAccessToken(Login login) {
        return first(List.copyOf(findTokensByClientIdAndUserName(login.clientId(), login.userName())));
    }

    @Override
    public void removeAccessToken(AccessToken token) {
        database.update("delete from access_token where token = ?", token.value());
    }

    @Override
    public void removeAccessTokenUsingRefreshToken(String refreshToken) {
        database.update("delete from access_token where refresh_token = ?", refreshToken);
    }

    @Override
    public void storeRefreshToken(String refreshToken, Login login) {
        database.update("merge into refresh_token values (?, ?, ?)", refreshToken, login.userName(), login.clientId());
    }

    @Override
    public @Nullable String readRefreshToken(@Nullable String refreshToken) {
        return first(database.query(
                "select token from refresh_token where token = ?", row -> row.getString(1), refreshToken));
    }

    @Override
    public @Nullable Login readAuthenticationForRefreshToken(String refreshToken) {
        return first(database.query(SELECT_LOGIN + "refresh_token where token = ?", JdbcTokens::login, refreshToken));
    }

    @Override
    public void removeRefreshToken(String refreshToken) {
        database.update("delete from refresh_token where token = ?", refreshToken);
    }

    @Override
    public List<AccessToken> findTokensByClientId(String clientId) {
        return database.query(SELECT_ACCESS + "client_id = ?", JdbcTokens::accessToken, clientId);
    }

    @Override
    public List<AccessToken> findTokensByClientIdAndUserName(String clientId, String userName) {
        return database.query(
                SELECT_ACCESS + "client_id = ? and user_name = ? order by expires_at desc",
                JdbcTokens::accessToken,
                clientId,
                userName);
    }

    private static AccessToken accessToken(ResultSet row) throws SQLException {
        return new AccessToken(
                row.getString(1), row.getObject(2, OffsetDateTime.class).toInstant(), row.getString(3));
    }

    private static Login login(ResultSet row) throws SQLException {
        return new Login(row.getString(1), row.getString(2));
    }

    private static <T> @Nullable T first(List<T> rows) {
        return rows.isEmpty() ? null : rows.get(0);
    }
}
