package io.github.tokencache.springsecurityoauth2.autoconfigure;

import io.github.tokencache.springsecurityoauth2.CachingClientDetailsService;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.common.util.JdbcListFactory;
import org.springframework.security.oauth2.provider.ClientDetails;
import org.springframework.security.oauth2.provider.client.JdbcClientDetailsService;

/**
 * A caching service for those who ask for a {@code JdbcClientDetailsService} by its class. Nothing reaches the class it
 * extends; what is set here is set there.
 */
final class CachedJdbcClientDetailsService extends JdbcClientDetailsService {
    private final JdbcClientDetailsService delegate;
    private final CachingClientDetailsService caching;

    CachedJdbcClientDetailsService(JdbcClientDetailsService delegate, CachingClientDetailsService caching) {
        super(FrameworkParts.dataSource(delegate, JdbcClientDetailsService.class));
        this.delegate = delegate;
        this.caching = caching;
    }

    @Override
    public @Nullable ClientDetails loadClientByClientId(@Nullable String clientId) {
        return caching.loadClientByClientId(clientId);
    }

    @Override
    public void addClientDetails(ClientDetails clientDetails) {
        caching.addClientDetails(clientDetails);
    }

    @Override
    public void updateClientDetails(ClientDetails clientDetails) {
        caching.updateClientDetails(clientDetails);
    }

    @Override
    public void updateClientSecret(String clientId, String secret) {
        caching.updateClientSecret(clientId, secret);
    }

    @Override
    public void removeClientDetails(String clientId) {
        caching.removeClientDetails(clientId);
    }

    @Override
    public List<ClientDetails> listClientDetails() {
        return caching.listClientDetails();
    }

    @Override
    public void setPasswordEncoder(PasswordEncoder passwordEncoder) {
        delegate.setPasswordEncoder(passwordEncoder);
    }

    @Override
    public void setSelectClientDetailsSql(String sql) {
        delegate.setSelectClientDetailsSql(sql);
    }

    @Override
    public void setDeleteClientDetailsSql(String sql) {
        delegate.setDeleteClientDetailsSql(sql);
    }

    @Override
    public void setUpdateClientDetailsSql(String sql) {
        delegate.setUpdateClientDetailsSql(sql);
    }

    @Override
    public void setUpdateClientSecretSql(String sql) {
        delegate.setUpdateClientSecretSql(sql);
    }

    @Override
    public void setInsertClientDetailsSql(String sql) {
        delegate.setInsertClientDetailsSql(sql);
    }

    @Override
    public void setFindClientDetailsSql(String sql) {
        delegate.setFindClientDetailsSql(sql);
    }

    @Override
    public void setListFactory(JdbcListFactory listFactory) {
        delegate.setListFactory(listFactory);
    }

    @Override
    public void setRowMapper(RowMapper<ClientDetails> rowMapper) {
        delegate.setRowMapper(rowMapper);
    }
}
