package io.github.tokencache.springsecurityoauth2;

import javax.sql.DataSource;
import org.springframework.security.oauth2.provider.token.store.JdbcTokenStore;

/** A JDBC token store that refuses statements of the application's, because it has its own. */
abstract class FixedSchemaJdbcTokenStore extends JdbcTokenStore {

    FixedSchemaJdbcTokenStore(DataSource dataSource) {
        super(dataSource);
    }

    @Override
    public final void setInsertAccessTokenSql(String sql) {
        throw refused("insertAccessTokenSql", sql);
    }

    @Override
    public final void setSelectAccessTokenSql(String sql) {
        throw refused("selectAccessTokenSql", sql);
    }

    @Override
    public final void setDeleteAccessTokenSql(String sql) {
        throw refused("deleteAccessTokenSql", sql);
    }

    @Override
    public final void setInsertRefreshTokenSql(String sql) {
        throw refused("insertRefreshTokenSql", sql);
    }

    @Override
    public final void setSelectRefreshTokenSql(String sql) {
        throw refused("selectRefreshTokenSql", sql);
    }

    @Override
    public final void setDeleteRefreshTokenSql(String sql) {
        throw refused("deleteRefreshTokenSql", sql);
    }

    @Override
    public final void setSelectAccessTokenAuthenticationSql(String sql) {
        throw refused("selectAccessTokenAuthenticationSql", sql);
    }

    @Override
    public final void setSelectRefreshTokenAuthenticationSql(String sql) {
        throw refused("selectRefreshTokenAuthenticationSql", sql);
    }

    @Override
    public final void setSelectAccessTokenFromAuthenticationSql(String sql) {
        throw refused("selectAccessTokenFromAuthenticationSql", sql);
    }

    @Override
    public final void setDeleteAccessTokenFromRefreshTokenSql(String sql) {
        throw refused("deleteAccessTokenFromRefreshTokenSql", sql);
    }

    @Override
    public final void setSelectAccessTokensFromUserNameSql(String sql) {
        throw refused("selectAccessTokensFromUserNameSql", sql);
    }

    @Override
    public final void setSelectAccessTokensFromUserNameAndClientIdSql(String sql) {
        throw refused("selectAccessTokensFromUserNameAndClientIdSql", sql);
    }

    @Override
    public final void setSelectAccessTokensFromClientIdSql(String sql) {
        throw refused("selectAccessTokensFromClientIdSql", sql);
    }

    private static UnsupportedOperationException refused(String name, String sql) {
        return new UnsupportedOperationException(name + " must be left to LeanJdbcTokenStore, but was '" + sql
                + "'; for other tables put a JdbcTokenStore behind a CachingTokenStore");
    }
}
