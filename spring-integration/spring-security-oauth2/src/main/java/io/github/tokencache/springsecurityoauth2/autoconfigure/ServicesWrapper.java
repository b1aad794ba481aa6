package io.github.tokencache.springsecurityoauth2.autoconfigure;

import io.github.tokencache.springsecurityoauth2.RotatingTokenServices;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.provider.token.DefaultTokenServices;
import org.springframework.security.oauth2.provider.token.TokenStore;

/**
 * Finds the token store that token services hold, by which tokens are changed past the bean. Of the services of others
 * nothing is known.
 */
final class ServicesWrapper {
    private final StoreWrapper stores;

    ServicesWrapper(StoreWrapper stores) {
        this.stores = stores;
    }

    /** The framework's get the caching store in the place of theirs; rotating ones keep the store they were built with. */
    void wrap(String where, @Nullable Object services) {
        Object target = services == null ? null : Stores.behindProxies(services);
        if (target instanceof DefaultTokenServices framework) {
            TokenStore store = FrameworkParts.tokenStore(framework);
            if (store != null) {
                replace(where, framework, store);
            }
        } else if (target instanceof RotatingTokenServices rotating) {
            stores.fixed(where, rotating.delegate());
        }
    }

    private void replace(String where, DefaultTokenServices services, TokenStore store) {
        TokenStore cached = stores.inline(where, store);
        if (cached != store) {
            services.setTokenStore(cached);
        }
    }
}
