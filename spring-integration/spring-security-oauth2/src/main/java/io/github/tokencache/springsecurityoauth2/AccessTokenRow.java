package io.github.tokencache.springsecurityoauth2;

import java.sql.Types;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.support.SqlLobValue;

/** A row of {@code oauth_access_token}, and the statements that write it. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record AccessTokenRow(
        @Nullable String tokenId,
        byte[] token,
        String authenticationId,
        @Nullable String userName,
        @Nullable String clientId,
        byte[] authentication,
        @Nullable String refreshToken) {
    private static final String COLUMNS =
            "(token, authentication_id, user_name, client_id, authentication, refresh_token, token_id)";
    private static final String INSERT = "insert into oauth_access_token " + COLUMNS + " values (?, ?, ?, ?, ?, ?, ?)";
    private static final String INSERT_UNLESS_PRESENT = "insert into oauth_access_token " + COLUMNS
            + " select ?, ?, ?, ?, ?, ?, ? from (select 1 as one) one_row"
            + " where not exists (select 1 from oauth_access_token where token_id = ?)";
    private static final String UPDATE =
            "update oauth_access_token set token = ?, authentication_id = ?, user_name = ?,"
                    + " client_id = ?, authentication = ?, refresh_token = ? where token_id = ?";
    private static final String UPDATE_AUTHENTICATION =
            "update oauth_access_token set user_name = ?, client_id = ?, authentication = ?"
                    + " where token_id = ? and authentication_id = ?";
    private static final String INSERT_REFRESH =
            "insert into oauth_refresh_token (token_id, token, authentication) values (?, ?, ?)";
    private static final int[] TYPES = {
        Types.BLOB, Types.VARCHAR, Types.VARCHAR, Types.VARCHAR, Types.BLOB, Types.VARCHAR, Types.VARCHAR
    };
    private static final int[] TYPES_AND_TOKEN_ID = {
        Types.BLOB, Types.VARCHAR, Types.VARCHAR, Types.VARCHAR, Types.BLOB, Types.VARCHAR, Types.VARCHAR, Types.VARCHAR
    };

    void insert(JdbcTemplate jdbc) {
        jdbc.update(INSERT, arguments(), TYPES);
    }

    /** Whether it was: the token identifier has no unique key, so the statement has to look for itself. */
    boolean insertUnlessPresent(JdbcTemplate jdbc) {
        Object[] some = arguments();
        @Nullable Object[] arguments = {some[0], some[1], some[2], some[3], some[4], some[5], some[6], tokenId};
        return jdbc.update(INSERT_UNLESS_PRESENT, arguments, TYPES_AND_TOKEN_ID) > 0;
    }

    /** Whether there was a row to update. */
    boolean update(JdbcTemplate jdbc) {
        return jdbc.update(UPDATE, arguments(), TYPES) > 0;
    }

    /** Leaves alone what a row of this token under another key has, and the token itself, which may be newer there. */
    void updateAuthentication(JdbcTemplate jdbc) {
        @Nullable Object[] arguments = {userName, clientId, new SqlLobValue(authentication), tokenId, authenticationId};
        int[] types = {Types.VARCHAR, Types.VARCHAR, Types.BLOB, Types.VARCHAR, Types.VARCHAR};
        jdbc.update(UPDATE_AUTHENTICATION, arguments, types);
    }

    static void insertRefreshToken(JdbcTemplate jdbc, @Nullable String tokenId, byte[] token, byte[] authentication) {
        @Nullable Object[] arguments = {tokenId, new SqlLobValue(token), new SqlLobValue(authentication)};
        jdbc.update(INSERT_REFRESH, arguments, new int[] {Types.VARCHAR, Types.BLOB, Types.BLOB});
    }

    private @Nullable Object[] arguments() {
        return new @Nullable Object[] {
            new SqlLobValue(token),
            authenticationId,
            userName,
            clientId,
            new SqlLobValue(authentication),
            refreshToken,
            tokenId
        };
    }
}
