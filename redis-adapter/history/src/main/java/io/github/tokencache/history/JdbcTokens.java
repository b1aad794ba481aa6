package io.github.tokencache.history;

import io.github.tokencache.TokenStore;
import io.github.tokencache.testkit.store.AccessToken;
import io.github.tokencache.testkit.store.Login;
import io.github.tokencache.testkit.store.RefreshToken;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** The bare store. Refresh tokens have no rows of their own: nothing about them is cached. */
final class JdbcTokens implements TokenStore<AccessToken, RefreshToken, Login> {
    private static final String SELECT = "select slot, refresh_token, version from access_token where slot = ?";

    private final JdbcTemplate jdbc;
    private final WriteLog log;

    JdbcTokens(JdbcTemplate jdbc, WriteLog log) {
        this.jdbc = jdbc;
        this.log = log;
    }

    @Override
    public @Nullable AccessToken readAccessToken(@Nullable String value) {
        return value == null ? null : read(Names.slot(value));
    }

    private @Nullable AccessToken read(int slot) {
        List<AccessToken> rows =
                jdbc.query(SELECT, (row, i) -> Names.token(row.getInt(1), row.getString(2), row.getLong(3)), slot);
        return rows.isEmpty() ? null : rows.get(0);
    }

    @Override
    public @Nullable Login readAuthentication(AccessToken token) {
        return readAuthentication(token.value());
    }

    @Override
    public @Nullable Login readAuthentication(@Nullable String value) {
        if (value == null) {
            return null;
        }
        List<Login> rows =
                jdbc.query(SELECT, (row, i) -> Names.login(row.getInt(1), row.getLong(3)), Names.slot(value));
        return rows.isEmpty() ? null : rows.get(0);
    }

    @Override
    public @Nullable AccessToken getAccessToken(Login login) {
        return read(Names.slot(login));
    }

    @Override
    public void storeAccessToken(AccessToken token, Login login) {
        int slot = Names.slot(token.value());
        RefreshToken refreshToken = token.refreshToken();
        String refreshValue = refreshToken == null ? "" : refreshToken.value();
        place(slot, "select store_token(?, ?, ?)", slot, refreshValue, log.version());
    }

    @Override
    public void removeAccessToken(AccessToken token) {
        int slot = Names.slot(token.value());
        place(slot, "select remove_token(?, ?)", slot, log.version());
    }

    private void place(int item, String call, Object... arguments) {
        jdbc.query(
                call,
                row -> {
                    log.placed(item, row.getLong(1));
                },
                arguments);
    }

    @Override
    public void removeAccessTokenUsingRefreshToken(RefreshToken token) {
        jdbc.query(
                "select removed, n from remove_tokens(?, ?, ?)",
                row -> {
                    log.placed(row.getInt(1), row.getLong(2));
                },
                Names.group(token),
                token.value(),
                log.version());
    }

    @Override
    public void storeRefreshToken(RefreshToken token, Login login) {}

    @Override
    public RefreshToken readRefreshToken(@Nullable String value) {
        return new RefreshToken(value == null ? "" : value);
    }

    @Override
    public @Nullable Login readAuthenticationForRefreshToken(RefreshToken token) {
        return null;
    }

    @Override
    public void removeRefreshToken(RefreshToken token) {}

    @Override
    public List<AccessToken> findTokensByClientIdAndUserName(String clientId, String userName) {
        return List.of();
    }

    @Override
    public List<AccessToken> findTokensByClientId(String clientId) {
        return List.of();
    }
}
