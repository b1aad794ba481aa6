package io.github.tokencache.springsecurityoauth2;

import io.github.tokencache.TokenEntry;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.common.OAuth2AccessToken;
import org.springframework.security.oauth2.common.exceptions.InvalidTokenException;
import org.springframework.security.oauth2.provider.ClientDetailsService;
import org.springframework.security.oauth2.provider.ClientRegistrationException;
import org.springframework.security.oauth2.provider.OAuth2Authentication;
import org.springframework.security.oauth2.provider.token.ResourceServerTokenServices;
import org.springframework.security.oauth2.provider.token.TokenStore;

/**
 * Token services for resource servers and the check_token endpoint that take a token and its authentication from the one
 * entry that a caching store keeps for both. They answer as {@code DefaultTokenServices} over the same store, which reads
 * that entry twice for each authentication. They issue nothing: leave that to {@code DefaultTokenServices}. Safe for use
 * by any thread; what they throw for a token that is unknown, expired or of an invalid client is what
 * {@code DefaultTokenServices} throw.
 *
 * <pre>{@code
 * endpoints.tokenStore(store);
 * new CheckTokenEndpoint(new CachingResourceServerTokenServices(store).validatingClients(clients));
 * }</pre>
 */
public final class CachingResourceServerTokenServices implements ResourceServerTokenServices {
    private static final String INVALID = "Invalid access token";

    private final TokenStore store;
    private final Function<String, @Nullable CheckedToken> checks;
    private final @Nullable ClientDetailsService clients;

    /**
     * Services that do not validate the client.
     *
     * @param store the store
     */
    public CachingResourceServerTokenServices(CachingTokenStore store) {
        this(store, store::check, null);
    }

    /**
     * Services that do not validate the client.
     *
     * @param store the store
     */
    public CachingResourceServerTokenServices(LeanJdbcTokenStore store) {
        this(store, store::check, null);
    }

    private CachingResourceServerTokenServices(
            TokenStore store, Function<String, @Nullable CheckedToken> checks, @Nullable ClientDetailsService clients) {
        this.store = store;
        this.checks = checks;
        this.clients = clients;
    }

    /**
     * Services that refuse the tokens of clients that are no longer registered.
     *
     * @param service the clients, best a {@link CachingClientDetailsService}
     * @return services over the same store
     */
    public CachingResourceServerTokenServices validatingClients(ClientDetailsService service) {
        return new CachingResourceServerTokenServices(store, checks, Objects.requireNonNull(service, "service"));
    }

    @Override
    public OAuth2Authentication loadAuthentication(@Nullable String accessToken)
            throws AuthenticationException, InvalidTokenException {
        CheckedToken checked = check(accessToken);
        if (checked == null) {
            throw new InvalidTokenException(INVALID);
        }
        if (checked.expired() != null) {
            store.removeAccessToken(checked.expired());
            throw new InvalidTokenException("Access token expired");
        }
        OAuth2Authentication authentication = checked.authentication();
        if (authentication == null) {
            throw new InvalidTokenException(INVALID);
        }
        requireClient(authentication);
        return authentication;
    }

    /** A null token is for the store to answer, which may have one. */
    private @Nullable CheckedToken check(@Nullable String accessToken) {
        if (accessToken != null) {
            return checks.apply(accessToken);
        }
        OAuth2AccessToken token = store.readAccessToken(null);
        return token == null ? null : CheckedToken.of(new TokenEntry<>(token, store.readAuthentication(token)));
    }

    private void requireClient(OAuth2Authentication authentication) {
        if (clients == null) {
            return;
        }
        try {
            clients.loadClientByClientId(authentication.getOAuth2Request().getClientId());
        } catch (ClientRegistrationException e) {
            throw new InvalidTokenException("Client not valid", e);
        }
    }

    @Override
    public @Nullable OAuth2AccessToken readAccessToken(@Nullable String accessToken) {
        return store.readAccessToken(accessToken);
    }
}
