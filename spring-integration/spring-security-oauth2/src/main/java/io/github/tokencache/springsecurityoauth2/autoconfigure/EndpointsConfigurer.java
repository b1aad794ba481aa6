package io.github.tokencache.springsecurityoauth2.autoconfigure;

import org.springframework.core.Ordered;
import org.springframework.security.oauth2.config.annotation.web.configuration.AuthorizationServerConfigurerAdapter;
import org.springframework.security.oauth2.config.annotation.web.configurers.AuthorizationServerEndpointsConfigurer;
import org.springframework.security.oauth2.provider.token.TokenStore;

/** After the application's configurers: a store they gave to the endpoints that is no bean. */
final class EndpointsConfigurer extends AuthorizationServerConfigurerAdapter implements Ordered {
    private final StoreWrapper stores;

    EndpointsConfigurer(StoreWrapper stores) {
        this.stores = stores;
    }

    @Override
    public int getOrder() {
        return LOWEST_PRECEDENCE;
    }

    @Override
    public void configure(AuthorizationServerEndpointsConfigurer endpoints) {
        TokenStore store = endpoints.getTokenStore();
        TokenStore cached = stores.inline("The token store of the authorization server", store);
        if (cached != store) {
            endpoints.tokenStore(cached);
        }
    }
}
