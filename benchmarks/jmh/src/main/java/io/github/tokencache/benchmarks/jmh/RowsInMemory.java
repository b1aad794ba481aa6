package io.github.tokencache.benchmarks.jmh;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.security.oauth2.common.OAuth2RefreshToken;
import org.springframework.security.oauth2.provider.OAuth2Authentication;
import org.springframework.security.oauth2.provider.token.store.JdbcTokenStore;

/**
 * The refresh tokens of a JDBC store without its database, so that the noise of one is not what is measured: it digests
 * the value and serializes the token as ever, and has the rows in a map.
 */
final class RowsInMemory extends JdbcTokenStore {
    private final Map<String, byte[]> rows = new ConcurrentHashMap<>();

    RowsInMemory() {
        super(new DriverManagerDataSource());
    }

    @Override
    public void storeRefreshToken(OAuth2RefreshToken token, OAuth2Authentication authentication) {
        rows.put(extractTokenKey(token.getValue()), serializeRefreshToken(token));
    }

    @Override
    public @Nullable OAuth2RefreshToken readRefreshToken(String value) {
        byte[] row = rows.get(extractTokenKey(value));
        return row == null ? null : deserializeRefreshToken(row);
    }
}
