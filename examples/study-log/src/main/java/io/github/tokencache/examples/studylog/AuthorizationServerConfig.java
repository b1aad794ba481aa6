package io.github.tokencache.examples.studylog;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.config.annotation.configurers.ClientDetailsServiceConfigurer;
import org.springframework.security.oauth2.config.annotation.web.configuration.AuthorizationServerConfigurerAdapter;
import org.springframework.security.oauth2.config.annotation.web.configuration.EnableAuthorizationServer;
import org.springframework.security.oauth2.config.annotation.web.configurers.AuthorizationServerEndpointsConfigurer;
import org.springframework.security.oauth2.config.annotation.web.configurers.AuthorizationServerSecurityConfigurer;
import org.springframework.security.oauth2.provider.token.DefaultTokenServices;

/** The authorization server: whatever stores it is given, all four grants, and a new refresh token on every use. */
@Configuration(proxyBeanMethods = false)
@EnableAuthorizationServer
class AuthorizationServerConfig extends AuthorizationServerConfigurerAdapter {

    private final Stores stores;
    private final AuthenticationManager authenticationManager;
    private final UserDetailsService members;
    private final PasswordEncoder passwordEncoder;
    private final ObjectProvider<DefaultTokenServices> transactionalTokenServices;

    AuthorizationServerConfig(
            Stores stores,
            AuthenticationManager authenticationManager,
            UserDetailsService members,
            PasswordEncoder passwordEncoder,
            ObjectProvider<DefaultTokenServices> transactionalTokenServices) {
        this.stores = stores;
        this.authenticationManager = authenticationManager;
        this.members = members;
        this.passwordEncoder = passwordEncoder;
        this.transactionalTokenServices = transactionalTokenServices;
    }

    @Override
    public void configure(AuthorizationServerSecurityConfigurer security) {
        security.checkTokenAccess("permitAll()").passwordEncoder(passwordEncoder);
    }

    @Override
    public void configure(ClientDetailsServiceConfigurer clients) throws Exception {
        clients.withClientDetails(stores.clients());
    }

    @Override
    public void configure(AuthorizationServerEndpointsConfigurer endpoints) {
        endpoints
                .tokenStore(stores.tokens())
                .authenticationManager(authenticationManager)
                .userDetailsService(members)
                .reuseRefreshTokens(false);
        transactionalTokenServices.ifAvailable(endpoints::tokenServices);
    }
}
