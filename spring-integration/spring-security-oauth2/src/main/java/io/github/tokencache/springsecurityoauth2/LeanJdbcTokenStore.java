package io.github.tokencache.springsecurityoauth2;

import io.github.tokencache.CacheBackend;
import io.github.tokencache.CacheHealth;
import io.github.tokencache.CacheWriteException;
import io.github.tokencache.CachingTokenStore;
import io.github.tokencache.TokenEntry;
import io.github.tokencache.TransactionBoundary;
import java.util.Collection;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.common.DefaultOAuth2AccessToken;
import org.springframework.security.oauth2.common.DefaultOAuth2RefreshToken;
import org.springframework.security.oauth2.common.OAuth2AccessToken;
import org.springframework.security.oauth2.common.OAuth2RefreshToken;
import org.springframework.security.oauth2.provider.OAuth2Authentication;
import org.springframework.security.oauth2.provider.token.AuthenticationKeyGenerator;

/**
 * A {@code JdbcTokenStore} over the same tables and the same serialization, with a cache of its own and fewer statements:
 * one SELECT for a token and its authentication, an UPDATE in place where that store deletes and inserts, no statement for
 * what it asks itself. It answers as that store does, with one difference: a store that fails changes nothing, where that
 * store has removed the token's row by then. Safe for use by any thread.
 *
 * <p>The database must count the rows that an UPDATE found, not only those it changed (the drivers' default).
 *
 * <pre>{@code
 * TokenStore store = LeanJdbcTokenStore.builder(dataSource, backend).populateOnStore().build();
 * }</pre>
 */
public final class LeanJdbcTokenStore extends FixedSchemaJdbcTokenStore implements RevokingTokenStore {
    private final LeanRows rows;
    private final RowRepairs repairs;
    private final TransactionBoundary boundary;
    private final CachingTokenStore<OAuth2AccessToken, OAuth2RefreshToken, OAuth2Authentication> store;
    private final boolean skipExistenceRead;

    LeanJdbcTokenStore(LeanJdbcTokenStoreBuilder builder) {
        super(builder.dataSource);
        this.boundary = builder.boundary();
        this.rows = new LeanRows(builder.dataSource, boundary);
        rows.useKeys(builder.keyGenerator);
        this.store = builder.assemble(rows, boundary);
        this.repairs = new RowRepairs(rows, store::evictAll);
        this.skipExistenceRead = builder.skipExistenceRead;
    }

    /**
     * A builder.
     *
     * @param dataSource the tables' data source, the very object that its transaction manager has
     * @param backend where the cache lives; of this store alone
     * @return the builder
     */
    public static LeanJdbcTokenStoreBuilder builder(
            DataSource dataSource, CacheBackend<TokenEntry<OAuth2AccessToken, OAuth2Authentication>> backend) {
        return new LeanJdbcTokenStoreBuilder(dataSource, backend);
    }

    @Override
    public void setAuthenticationKeyGenerator(AuthenticationKeyGenerator authenticationKeyGenerator) {
        rows.useKeys(Objects.requireNonNull(authenticationKeyGenerator, "authenticationKeyGenerator"));
    }

    @Override
    public @Nullable OAuth2AccessToken getAccessToken(OAuth2Authentication authentication) {
        try {
            return RowRepairs.found(
                    () -> store.getAccessToken(authentication), () -> rows.getAccessToken(authentication));
        } catch (OutdatedRowException row) {
            OAuth2AccessToken token = Copies.copy(row.token());
            RowRepairs.repair(() -> giveTo(authentication, token));
            return token;
        }
    }

    /** Another may have removed the row since it was found: it is updated, and not brought back. */
    private void giveTo(OAuth2Authentication authentication, OAuth2AccessToken token) {
        if (token.getValue() == null) {
            store.storeAccessToken(token, authentication);
        } else {
            store.rewriteAccessToken(token, authentication, () -> rows.rewriteAuthentication(token, authentication));
        }
    }

    @Override
    public void storeAccessToken(OAuth2AccessToken token, OAuth2Authentication authentication) {
        if (isNew(token, authentication)) {
            store.storeAccessToken(token, authentication, () -> rows.storeNewAccessToken(token, authentication));
        } else {
            store.storeAccessToken(token, authentication);
        }
    }

    /** For a token that was just made: inserts and nothing else, also in a transaction, which a violated key then ends. */
    void insertAccessToken(OAuth2AccessToken token, OAuth2Authentication authentication) {
        store.storeAccessToken(token, authentication, () -> rows.insertAccessToken(token, authentication));
    }

    /** In a transaction a violated key may abort all of it, so there the existence is asked for. */
    private boolean isNew(OAuth2AccessToken token, OAuth2Authentication authentication) {
        return skipExistenceRead
                && token.getValue() != null
                && boundary.state() == TransactionBoundary.State.NONE
                && !store.knows(token, authentication);
    }

    @Override
    public @Nullable OAuth2AccessToken readAccessToken(@Nullable String tokenValue) {
        try {
            return RowRepairs.found(() -> store.readAccessToken(tokenValue), () -> rows.readAccessToken(tokenValue));
        } catch (UnreadableRowException row) {
            return row.<OAuth2AccessToken>token()
                    .copyOrRemove(() -> RowRepairs.repair(() -> removeAccessToken(tokenValue)));
        }
    }

    @Override
    public @Nullable OAuth2Authentication readAuthentication(OAuth2AccessToken token) {
        return readAuthentication(token.getValue());
    }

    @Override
    public @Nullable OAuth2Authentication readAuthentication(@Nullable String tokenValue) {
        try {
            return RowRepairs.found(
                    () -> store.readAuthentication(tokenValue), () -> rows.readAuthentication(tokenValue));
        } catch (UnreadableRowException row) {
            return row.<OAuth2Authentication>authentication()
                    .copyOrRemove(() -> RowRepairs.repair(() -> removeAccessToken(tokenValue)));
        }
    }

    @Nullable CheckedToken check(String tokenValue) {
        try {
            return RowRepairs.found(
                    () -> store.read(tokenValue, CheckedToken.VIEW),
                    () -> CheckedToken.ofNullable(rows.readAccessTokenEntry(tokenValue)));
        } catch (UnreadableRowException row) {
            OAuth2AccessToken token = readAccessToken(tokenValue);
            return token == null ? null : CheckedToken.of(new TokenEntry<>(token, readAuthentication(tokenValue)));
        }
    }

    @Override
    public void removeAccessToken(OAuth2AccessToken token) {
        store.removeAccessToken(token);
    }

    @Override
    public void removeAccessToken(@Nullable String tokenValue) {
        store.removeAccessToken(new DefaultOAuth2AccessToken(tokenValue));
    }

    @Override
    public void storeRefreshToken(OAuth2RefreshToken refreshToken, OAuth2Authentication authentication) {
        store.storeRefreshToken(refreshToken, authentication);
    }

    @Override
    public @Nullable OAuth2RefreshToken readRefreshToken(@Nullable String tokenValue) {
        try {
            return RowRepairs.found(() -> store.readRefreshToken(tokenValue), () -> rows.readRefreshToken(tokenValue));
        } catch (UnreadableRowException row) {
            return row.<OAuth2RefreshToken>token()
                    .copyOrRemove(() -> RowRepairs.repair(() -> removeRefreshToken(tokenValue)));
        }
    }

    @Override
    public @Nullable OAuth2Authentication readAuthenticationForRefreshToken(OAuth2RefreshToken token) {
        try {
            return RowRepairs.found(
                    () -> store.readAuthenticationForRefreshToken(token),
                    () -> rows.readAuthenticationForRefreshToken(token));
        } catch (UnreadableRowException row) {
            return row.<OAuth2Authentication>authentication()
                    .copyOrRemove(() -> RowRepairs.repair(() -> removeRefreshToken(token)));
        }
    }

    @Override
    public @Nullable OAuth2Authentication readAuthenticationForRefreshToken(@Nullable String tokenValue) {
        return readAuthenticationForRefreshToken(new DefaultOAuth2RefreshToken(tokenValue));
    }

    @Override
    public void removeRefreshToken(OAuth2RefreshToken token) {
        store.removeRefreshToken(token);
    }

    @Override
    public void removeRefreshToken(@Nullable String tokenValue) {
        store.removeRefreshToken(new DefaultOAuth2RefreshToken(tokenValue));
    }

    @Override
    public void removeAccessTokenUsingRefreshToken(OAuth2RefreshToken refreshToken) {
        store.removeAccessTokenUsingRefreshToken(refreshToken);
    }

    @Override
    public void removeAccessTokenUsingRefreshToken(@Nullable String refreshTokenValue) {
        store.removeAccessTokenUsingRefreshToken(new DefaultOAuth2RefreshToken(refreshTokenValue));
    }

    @Override
    public Collection<OAuth2AccessToken> findTokensByClientId(String clientId) {
        return repairs.readable(rows.find("client_id = ?", clientId));
    }

    @Override
    public Collection<OAuth2AccessToken> findTokensByUserName(String userName) {
        return repairs.readable(rows.find("user_name = ?", userName));
    }

    @Override
    public Collection<OAuth2AccessToken> findTokensByClientIdAndUserName(String clientId, String userName) {
        return repairs.readable(rows.find("user_name = ? and client_id = ?", userName, clientId));
    }

    @Override
    public void revokeAccessToken(OAuth2AccessToken token) {
        store.revokeAccessToken(token);
    }

    @Override
    public void revokeRefreshToken(OAuth2RefreshToken token) {
        store.revokeRefreshToken(token);
    }

    /**
     * Evicts an access token that was changed or removed behind this store's back.
     *
     * @param tokenValue the token's value; null is ignored
     * @throws CacheWriteException if the cache could not be told
     */
    public void evictAccessToken(@Nullable String tokenValue) {
        store.evictAccessToken(tokenValue);
    }

    /**
     * Evicts every access token of a user.
     *
     * @param userName the user's name, as the authentications have it
     * @throws CacheWriteException if the cache could not be told
     */
    public void evictUser(String userName) {
        store.evictUser(userName);
    }

    /**
     * Evicts every access token of a client.
     *
     * @param clientId the client's identifier, as the authentications have it
     * @throws IllegalStateException if clients are not {@linkplain LeanJdbcTokenStoreBuilder#indexClients indexed}
     * @throws CacheWriteException if the cache could not be told
     */
    public void evictClient(String clientId) {
        store.evictClient(clientId);
    }

    /**
     * Evicts everything.
     *
     * @throws CacheWriteException if the cache could not be told
     */
    public void evictAll() {
        store.evictAll();
    }

    /**
     * How the cache gets on with its backend.
     *
     * @return its health at this moment
     */
    public CacheHealth health() {
        return store.health();
    }

    /**
     * Tries a backend that is away again now, and makes up for what it is owed; reads and writes do so by themselves.
     *
     * @return whether the cache is in use afterwards
     */
    public boolean recover() {
        return store.recover();
    }
}
