package io.github.tokencache.benchmarks.startup;

import javax.sql.DataSource;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.config.annotation.configurers.ClientDetailsServiceConfigurer;
import org.springframework.security.oauth2.config.annotation.web.configuration.AuthorizationServerConfigurerAdapter;
import org.springframework.security.oauth2.config.annotation.web.configuration.EnableAuthorizationServer;
import org.springframework.security.oauth2.config.annotation.web.configurers.AuthorizationServerEndpointsConfigurer;
import org.springframework.security.oauth2.provider.token.TokenStore;

/** Clients and tokens in the database. */
@Configuration
@EnableAuthorizationServer
class LoginServer extends AuthorizationServerConfigurerAdapter {
    private final DataSource dataSource;
    private final TokenStore tokenStore;

    LoginServer(DataSource dataSource, TokenStore tokenStore) {
        this.dataSource = dataSource;
        this.tokenStore = tokenStore;
    }

    @Override
    public void configure(ClientDetailsServiceConfigurer clients) throws Exception {
        clients.jdbc(dataSource);
    }

    @Override
    public void configure(AuthorizationServerEndpointsConfigurer endpoints) {
        endpoints.tokenStore(tokenStore);
    }
}
