package io.github.tokencache.springsecurityoauth2;

import io.github.tokencache.EntryTokenStore;
import io.github.tokencache.TokenEntry;
import io.github.tokencache.TransactionBoundary;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.support.DataAccessUtils;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.oauth2.common.OAuth2AccessToken;
import org.springframework.security.oauth2.common.OAuth2RefreshToken;
import org.springframework.security.oauth2.common.util.SerializationUtils;
import org.springframework.security.oauth2.provider.OAuth2Authentication;
import org.springframework.security.oauth2.provider.token.AuthenticationKeyGenerator;
import org.springframework.security.oauth2.provider.token.DefaultAuthenticationKeyGenerator;

/**
 * The rows of {@code JdbcTokenStore}'s tables, same columns and same bytes, with one statement where that store needs
 * several. Reads change nothing: what that store would delete or rewrite while reading leaves here as an exception.
 */
final class LeanRows implements EntryTokenStore<OAuth2AccessToken, OAuth2RefreshToken, OAuth2Authentication> {
    private static final String ACCESS_BY_TOKEN =
            "select token, authentication from oauth_access_token where token_id = ?";
    private static final String ACCESS_BY_AUTHENTICATION =
            "select token, authentication from oauth_access_token where authentication_id = ?";
    private static final String REFRESH_BY_TOKEN =
            "select token, authentication from oauth_refresh_token where token_id = ?";
    private static final String FIND = "select token_id, token from oauth_access_token where ";
    private static final String DELETE_ACCESS = "delete from oauth_access_token where token_id = ?";
    private static final String DELETE_ACCESS_BY_REFRESH = "delete from oauth_access_token where refresh_token = ?";
    private static final String DELETE_REFRESH = "delete from oauth_refresh_token where token_id = ?";

    private final JdbcTemplate jdbc;
    private final TransactionBoundary boundary;
    private volatile AuthenticationKeyGenerator keys = new DefaultAuthenticationKeyGenerator();

    LeanRows(DataSource dataSource, TransactionBoundary boundary) {
        this.jdbc = new JdbcTemplate(dataSource);
        this.boundary = boundary;
    }

    /** The readable tokens of a search, and the identifiers of the rows that will never be readable. */
    record Found(List<OAuth2AccessToken> tokens, List<String> unreadable) {

        /** Without the tokens. */
        @Override
        public String toString() {
            return "Found[...]";
        }
    }

    void useKeys(AuthenticationKeyGenerator generator) {
        this.keys = generator;
    }

    String key(OAuth2Authentication authentication) {
        return keys.extractKey(authentication);
    }

    @Override
    public @Nullable TokenEntry<OAuth2AccessToken, OAuth2Authentication> readAccessTokenEntry(
            @Nullable String tokenValue) {
        return readEntry(ACCESS_BY_TOKEN, tokenValue, LeanRows::accessToken);
    }

    @Override
    public @Nullable TokenEntry<OAuth2RefreshToken, OAuth2Authentication> readRefreshTokenEntry(
            @Nullable String tokenValue) {
        return readEntry(REFRESH_BY_TOKEN, tokenValue, LeanRows::refreshToken);
    }

    private <T> @Nullable TokenEntry<T, OAuth2Authentication> readEntry(
            String select, @Nullable String tokenValue, Function<byte[], T> deserializer) {
        Row<T> row = row(select, tokenId(tokenValue), deserializer);
        if (row == null) {
            return null;
        }
        T token = row.token().value();
        if (token == null || !row.authentication().isReadable()) {
            throw new UnreadableRowException(row.token(), row.authentication());
        }
        return new TokenEntry<>(token, row.authentication().value());
    }

    private <T> @Nullable Row<T> row(String select, @Nullable String key, Function<byte[], T> deserializer) {
        List<Row<T>> rows = jdbc.query(
                select,
                (result, number) -> {
                    byte[] token = result.getBytes(1);
                    byte[] authentication = result.getBytes(2);
                    return new Row<T>(
                            Column.of(() -> deserializer.apply(token)),
                            Column.of(() -> authentication(authentication)));
                },
                key);
        // Null for none; several rows are refused as by JdbcTokenStore.
        return DataAccessUtils.singleResult(rows);
    }

    private record Row<T>(Column<T> token, Column<OAuth2Authentication> authentication) {}

    @Override
    public @Nullable OAuth2AccessToken readAccessToken(@Nullable String tokenValue) {
        TokenEntry<OAuth2AccessToken, OAuth2Authentication> entry = readAccessTokenEntry(tokenValue);
        return entry == null ? null : entry.token();
    }

    @Override
    public @Nullable OAuth2Authentication readAuthentication(OAuth2AccessToken token) {
        return readAuthentication(token.getValue());
    }

    @Override
    public @Nullable OAuth2Authentication readAuthentication(@Nullable String tokenValue) {
        TokenEntry<OAuth2AccessToken, OAuth2Authentication> entry = readAccessTokenEntry(tokenValue);
        return entry == null ? null : entry.authentication();
    }

    /** Throws {@link OutdatedRowException} where {@code JdbcTokenStore} would rewrite the row. */
    @Override
    public @Nullable OAuth2AccessToken getAccessToken(OAuth2Authentication authentication) {
        String key = key(authentication);
        Row<OAuth2AccessToken> row = row(ACCESS_BY_AUTHENTICATION, key, LeanRows::accessToken);
        OAuth2AccessToken token = row == null ? null : row.token().orRemove(() -> {});
        if (row == null || token == null) {
            return null;
        }
        OAuth2Authentication own = row.authentication().orRemove(() -> {});
        // JdbcTokenStore looks for the authentication by the token's value, and finds none where that is null.
        if (own == null || token.getValue() == null || !key.equals(key(own))) {
            throw new OutdatedRowException(token);
        }
        return token;
    }

    @Override
    public void storeAccessToken(OAuth2AccessToken token, OAuth2Authentication authentication) {
        storeInPlace(row(token, authentication));
    }

    /** For a token that nobody has yet. */
    void insertAccessToken(OAuth2AccessToken token, OAuth2Authentication authentication) {
        row(token, authentication).insert(jdbc);
    }

    /** For a token of which no row is expected: inserts at once. */
    void storeNewAccessToken(OAuth2AccessToken token, OAuth2Authentication authentication) {
        AccessTokenRow row = row(token, authentication);
        try {
            if (row.insertUnlessPresent(jdbc)) {
                return;
            }
        } catch (DuplicateKeyException taken) {
            // By this very token, stored meanwhile, or by another one: the update finds out.
            if (row.update(jdbc)) {
                return;
            }
            throw taken;
        }
        storeInPlace(row);
    }

    /** Changes the authentication of a row that was found by the key of another one, unless that row is gone. */
    void rewriteAuthentication(OAuth2AccessToken token, OAuth2Authentication authentication) {
        row(token, authentication).updateAuthentication(jdbc);
    }

    private void storeInPlace(AccessTokenRow row) {
        if (row.update(jdbc)) {
            return;
        }
        try {
            row.insert(jdbc);
        } catch (DuplicateKeyException lost) {
            // Somebody inserted the row in between. A transaction may be aborted by now, so it is left alone.
            if (boundary.state() != TransactionBoundary.State.NONE || !row.update(jdbc)) {
                throw lost;
            }
        }
    }

    private AccessTokenRow row(OAuth2AccessToken token, OAuth2Authentication authentication) {
        OAuth2RefreshToken refreshToken = token.getRefreshToken();
        return new AccessTokenRow(
                tokenId(token.getValue()),
                SerializationUtils.serialize(token),
                key(authentication),
                authentication.isClientOnly() ? null : authentication.getName(),
                authentication.getOAuth2Request().getClientId(),
                SerializationUtils.serialize(authentication),
                tokenId(refreshToken == null ? null : refreshToken.getValue()));
    }

    @Override
    public void removeAccessToken(OAuth2AccessToken token) {
        removeAccessTokenById(tokenId(token.getValue()));
    }

    void removeAccessTokenById(@Nullable String tokenId) {
        jdbc.update(DELETE_ACCESS, tokenId);
    }

    @Override
    public void storeRefreshToken(OAuth2RefreshToken token, OAuth2Authentication authentication) {
        AccessTokenRow.insertRefreshToken(
                jdbc,
                tokenId(token.getValue()),
                SerializationUtils.serialize(token),
                SerializationUtils.serialize(authentication));
    }

    @Override
    public @Nullable OAuth2RefreshToken readRefreshToken(@Nullable String tokenValue) {
        TokenEntry<OAuth2RefreshToken, OAuth2Authentication> entry = readRefreshTokenEntry(tokenValue);
        return entry == null ? null : entry.token();
    }

    @Override
    public @Nullable OAuth2Authentication readAuthenticationForRefreshToken(OAuth2RefreshToken token) {
        TokenEntry<OAuth2RefreshToken, OAuth2Authentication> entry = readRefreshTokenEntry(token.getValue());
        return entry == null ? null : entry.authentication();
    }

    @Override
    public void removeRefreshToken(OAuth2RefreshToken token) {
        jdbc.update(DELETE_REFRESH, tokenId(token.getValue()));
    }

    @Override
    public void removeAccessTokenUsingRefreshToken(OAuth2RefreshToken token) {
        jdbc.update(DELETE_ACCESS_BY_REFRESH, tokenId(token.getValue()));
    }

    @Override
    public Collection<OAuth2AccessToken> findTokensByClientIdAndUserName(String clientId, String userName) {
        return find("user_name = ? and client_id = ?", userName, clientId).tokens();
    }

    @Override
    public Collection<OAuth2AccessToken> findTokensByClientId(String clientId) {
        return find("client_id = ?", clientId).tokens();
    }

    Found find(String condition, @Nullable String... arguments) {
        Found found = new Found(new ArrayList<>(), new ArrayList<>());
        jdbc.query(
                FIND + condition,
                result -> {
                    String tokenId = result.getString(1);
                    byte[] bytes = result.getBytes(2);
                    OAuth2AccessToken token = Column.of(() -> accessToken(bytes))
                            .orRemove(() -> found.unreadable().add(tokenId));
                    if (token != null) {
                        found.tokens().add(token);
                    }
                },
                (Object[]) arguments);
        return found;
    }

    /** As {@code JdbcTokenStore.extractTokenKey}. */
    static @Nullable String tokenId(@Nullable String tokenValue) {
        if (tokenValue == null) {
            return null;
        }
        try {
            MessageDigest md5 = MessageDigest.getInstance("MD5");
            return HexFormat.of().formatHex(md5.digest(tokenValue.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java runtime must have MD5", e);
        }
    }

    private static OAuth2AccessToken accessToken(byte[] bytes) {
        return SerializationUtils.deserialize(bytes);
    }

    private static OAuth2RefreshToken refreshToken(byte[] bytes) {
        return SerializationUtils.deserialize(bytes);
    }

    private static OAuth2Authentication authentication(byte[] bytes) {
        return SerializationUtils.deserialize(bytes);
    }
}
