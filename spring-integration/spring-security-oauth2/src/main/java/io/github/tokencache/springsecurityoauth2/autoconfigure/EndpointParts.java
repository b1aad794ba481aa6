package io.github.tokencache.springsecurityoauth2.autoconfigure;

import io.github.tokencache.springsecurityoauth2.RotatingTokenServices;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.config.annotation.web.configurers.AuthorizationServerEndpointsConfigurer;
import org.springframework.security.oauth2.provider.token.DefaultTokenServices;
import org.springframework.security.oauth2.provider.token.TokenStore;
import org.springframework.security.oauth2.provider.token.store.JwtTokenStore;
import org.springframework.security.oauth2.provider.token.store.jwk.JwkTokenStore;

/** What the endpoints of an authorization server were given. */
final class EndpointParts {
    private EndpointParts() {}

    /** The application's own token services, null if it gave none. The getter has a proxy around them. */
    static @Nullable Object ownServices(AuthorizationServerEndpointsConfigurer endpoints) {
        return endpoints.isTokenServicesOverride() ? FrameworkParts.given(endpoints, "tokenServices") : null;
    }

    /**
     * The store that the endpoints' tokens are in: with token services of the application that is theirs, and what the
     * endpoints themselves name then is an empty one in memory.
     */
    static TokenStore revocableStore(AuthorizationServerEndpointsConfigurer endpoints) {
        Object own = ownServices(endpoints);
        TokenStore store = own == null ? endpoints.getTokenStore() : storeOf(own);
        if (store instanceof JwtTokenStore || store instanceof JwkTokenStore) {
            throw new IllegalStateException("tokencache.revocation.enabled needs tokens that can be removed, but the"
                    + " authorization server has " + store.getClass().getName()
                    + ", and a JWT is good until it expires");
        }
        return store;
    }

    private static TokenStore storeOf(Object services) {
        Object own = Stores.behindProxies(services);
        if (own instanceof RotatingTokenServices rotating) {
            return rotating.tokenStore();
        }
        TokenStore store = own instanceof DefaultTokenServices framework ? FrameworkParts.tokenStore(framework) : null;
        if (store == null) {
            throw new IllegalStateException("tokencache.revocation.enabled needs the framework's DefaultTokenServices,"
                    + " whose store it knows, but the authorization server has "
                    + own.getClass().getName() + "; set tokencache.revocation.enabled=false");
        }
        return store;
    }
}
