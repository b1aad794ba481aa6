package io.github.tokencache.benchmarks.jmh;

import java.util.function.Consumer;
import org.springframework.security.oauth2.provider.ClientDetailsService;
import org.springframework.security.oauth2.provider.token.DefaultTokenServices;
import org.springframework.security.oauth2.provider.token.ResourceServerTokenServices;
import org.springframework.security.oauth2.provider.token.TokenStore;

/**
 * An opened subject.
 *
 * @param tokens its token store
 * @param clients its client registry
 * @param checks the services of a resource server over the store
 * @param forget drops what is cached of an access token value
 */
record Peer(
        TokenStore tokens, ClientDetailsService clients, ResourceServerTokenServices checks, Consumer<String> forget) {

    /** One whose tokens are checked by the framework's services, which read the token and then its authentication. */
    static Peer of(TokenStore tokens, ClientDetailsService clients, Consumer<String> forget) {
        DefaultTokenServices services = new DefaultTokenServices();
        services.setTokenStore(tokens);
        return new Peer(tokens, clients, services, forget);
    }
}
