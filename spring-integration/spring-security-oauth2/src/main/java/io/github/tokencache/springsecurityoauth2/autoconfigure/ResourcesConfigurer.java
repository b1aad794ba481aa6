package io.github.tokencache.springsecurityoauth2.autoconfigure;

import org.springframework.core.Ordered;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.oauth2.config.annotation.web.configuration.ResourceServerConfigurer;
import org.springframework.security.oauth2.config.annotation.web.configurers.ResourceServerSecurityConfigurer;
import org.springframework.security.oauth2.provider.token.TokenStore;

/**
 * After the application's configurers: a store they gave to the resource server that is no bean. Only there where the
 * application has one: without any, the framework protects everything, and with this one alone it would nothing.
 */
final class ResourcesConfigurer implements ResourceServerConfigurer, Ordered {
    private final StoreWrapper stores;
    private final ServicesWrapper services;

    ResourcesConfigurer(StoreWrapper stores, ServicesWrapper services) {
        this.stores = stores;
        this.services = services;
    }

    @Override
    public int getOrder() {
        return LOWEST_PRECEDENCE;
    }

    @Override
    public void configure(ResourceServerSecurityConfigurer resources) {
        services.wrap(
                "The token store of the resource server's token services",
                FrameworkParts.given(resources, "resourceTokenServices"));
        TokenStore store = resources.getTokenStore();
        if (store != null) {
            TokenStore cached = stores.inline("The token store of the resource server", store);
            if (cached != store) {
                resources.tokenStore(cached);
            }
        }
    }

    @Override
    public void configure(HttpSecurity http) {
        // What is protected is the application's.
    }
}
