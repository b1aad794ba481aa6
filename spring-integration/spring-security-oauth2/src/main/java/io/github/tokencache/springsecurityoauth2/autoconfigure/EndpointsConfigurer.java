package io.github.tokencache.springsecurityoauth2.autoconfigure;

import org.springframework.core.Ordered;
import org.springframework.security.oauth2.config.annotation.web.configuration.AuthorizationServerConfigurerAdapter;
import org.springframework.security.oauth2.config.annotation.web.configurers.AuthorizationServerEndpointsConfigurer;
import org.springframework.security.oauth2.provider.token.TokenStore;
import org.springframework.security.oauth2.provider.token.store.InMemoryTokenStore;

/** After the application's configurers: a store they gave to the endpoints that is no bean. */
final class EndpointsConfigurer extends AuthorizationServerConfigurerAdapter implements Ordered {
    private final StoreWrapper stores;
    private final ServicesWrapper services;

    EndpointsConfigurer(StoreWrapper stores, ServicesWrapper services) {
        this.stores = stores;
        this.services = services;
    }

    @Override
    public int getOrder() {
        return LOWEST_PRECEDENCE;
    }

    @Override
    public void configure(AuthorizationServerEndpointsConfigurer endpoints) {
        Object own = EndpointParts.ownServices(endpoints);
        services.wrap("The token store of the authorization server's token services", own);
        TokenStore store = endpoints.getTokenStore();
        if (own != null && store instanceof InMemoryTokenStore) {
            return; // the framework's own, which nobody asks
        }
        TokenStore cached = stores.inline("The token store of the authorization server", store);
        if (cached != store) {
            endpoints.tokenStore(cached);
        }
    }
}
