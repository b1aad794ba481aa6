package io.github.tokencache.benchmarks.jmh;

import java.util.List;
import java.util.Map;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsByNameServiceWrapper;
import org.springframework.security.oauth2.common.OAuth2AccessToken;
import org.springframework.security.oauth2.common.OAuth2RefreshToken;
import org.springframework.security.oauth2.common.exceptions.InvalidTokenException;
import org.springframework.security.oauth2.provider.ClientDetailsService;
import org.springframework.security.oauth2.provider.CompositeTokenGranter;
import org.springframework.security.oauth2.provider.OAuth2RequestFactory;
import org.springframework.security.oauth2.provider.client.ClientDetailsUserDetailsService;
import org.springframework.security.oauth2.provider.endpoint.CheckTokenEndpoint;
import org.springframework.security.oauth2.provider.endpoint.TokenEndpoint;
import org.springframework.security.oauth2.provider.password.ResourceOwnerPasswordTokenGranter;
import org.springframework.security.oauth2.provider.refresh.RefreshTokenGranter;
import org.springframework.security.oauth2.provider.request.DefaultOAuth2RequestFactory;
import org.springframework.security.oauth2.provider.token.DefaultTokenServices;
import org.springframework.security.oauth2.provider.token.TokenStore;
import org.springframework.security.web.authentication.preauth.PreAuthenticatedAuthenticationProvider;
import org.springframework.web.HttpRequestMethodNotSupportedException;

/**
 * The endpoints of an authorization server, wired as {@code @EnableAuthorizationServer} wires them and called without HTTP:
 * each call sends the statements that the request would send. Passwords are not looked at, so that no hash is measured.
 */
final class Server {
    private final TokenStore tokens;
    private final ClientDetailsUserDetailsService clientLogin;
    private final TokenEndpoint tokenEndpoint;
    private final CheckTokenEndpoint checkEndpoint;

    Server(Peer peer) {
        this.tokens = peer.tokens();
        ClientDetailsService clients = peer.clients();
        this.clientLogin = new ClientDetailsUserDetailsService(clients);
        OAuth2RequestFactory requests = new DefaultOAuth2RequestFactory(clients);
        DefaultTokenServices services = services(tokens, clients);
        this.checkEndpoint = new CheckTokenEndpoint(services);
        this.tokenEndpoint = new TokenEndpoint();
        tokenEndpoint.setClientDetailsService(clients);
        tokenEndpoint.setOAuth2RequestFactory(requests);
        tokenEndpoint.setTokenGranter(new CompositeTokenGranter(List.of(
                new ResourceOwnerPasswordTokenGranter(anyPassword(), services, clients, requests),
                new RefreshTokenGranter(services, clients, requests))));
        start(tokenEndpoint);
    }

    @SuppressWarnings("ThrowSpecificExceptions") // what the framework's callback declares
    private static void start(TokenEndpoint endpoint) {
        try {
            endpoint.afterPropertiesSet();
        } catch (Exception e) {
            throw new IllegalStateException("The token endpoint must start", e);
        }
    }

    private static DefaultTokenServices services(TokenStore tokens, ClientDetailsService clients) {
        DefaultTokenServices services = new DefaultTokenServices();
        services.setTokenStore(tokens);
        services.setClientDetailsService(clients);
        services.setSupportRefreshToken(true);
        services.setReuseRefreshToken(false);
        PreAuthenticatedAuthenticationProvider stillThere = new PreAuthenticatedAuthenticationProvider();
        stillThere.setPreAuthenticatedUserDetailsService(new UserDetailsByNameServiceWrapper<>(Server::user));
        services.setAuthenticationManager(new ProviderManager(stillThere));
        return services;
    }

    private static AuthenticationManager anyPassword() {
        return login -> {
            UserDetails user = user(login.getName());
            return new UsernamePasswordAuthenticationToken(user, null, user.getAuthorities());
        };
    }

    private static UserDetails user(String name) {
        return new User(name, "", AuthorityUtils.createAuthorityList("ROLE_USER"));
    }

    OAuth2AccessToken issue(String user) {
        return token(Map.of("grant_type", "password", "username", user, "password", "any"));
    }

    OAuth2AccessToken refresh(String refreshToken) {
        return token(Map.of("grant_type", "refresh_token", "refresh_token", refreshToken));
    }

    private OAuth2AccessToken token(Map<String, String> parameters) {
        try {
            return tokenEndpoint
                    .postAccessToken(authenticatedClient(), parameters)
                    .getBody();
        } catch (HttpRequestMethodNotSupportedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Authentication authenticatedClient() {
        UserDetails client = clientLogin.loadUserByUsername(Place.CLIENT);
        return new UsernamePasswordAuthenticationToken(client, null, client.getAuthorities());
    }

    Map<String, ?> check(String accessToken) {
        return checkEndpoint.checkToken(accessToken);
    }

    boolean isRefused(String accessToken) {
        try {
            checkEndpoint.checkToken(accessToken);
            return false;
        } catch (InvalidTokenException refused) {
            return true;
        }
    }

    /** As the example's endpoint does. */
    boolean revoke(String accessToken) {
        OAuth2AccessToken token = tokens.readAccessToken(accessToken);
        if (token == null) {
            return false;
        }
        tokens.removeAccessToken(token);
        OAuth2RefreshToken refreshToken = token.getRefreshToken();
        if (refreshToken != null) {
            tokens.removeRefreshToken(refreshToken);
        }
        return true;
    }
}
