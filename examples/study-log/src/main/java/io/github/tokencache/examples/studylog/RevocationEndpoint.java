package io.github.tokencache.examples.studylog;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.security.oauth2.common.OAuth2RefreshToken;
import org.springframework.security.oauth2.provider.token.ConsumerTokenServices;
import org.springframework.security.oauth2.provider.token.TokenStore;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Token revocation (RFC 7009), which spring-security-oauth2 has no endpoint for.
 *
 * <p>Whoever holds a token may revoke it; as in check_token, no client authenticates here. An unknown token is answered
 * like a revoked one, as section 2.2 demands.
 */
@RestController
class RevocationEndpoint {

    static final String PATH = "/oauth/revoke";

    private final ConsumerTokenServices tokenServices;
    private final TokenStore tokens;

    RevocationEndpoint(@Qualifier("consumerTokenServices") ConsumerTokenServices tokenServices, Stores stores) {
        this.tokenServices = tokenServices;
        this.tokens = stores.tokens();
    }

    @PostMapping(PATH)
    void revoke(@RequestParam("token") String token) {
        if (!tokenServices.revokeToken(token)) {
            revokeRefreshToken(token);
        }
    }

    private void revokeRefreshToken(String token) {
        OAuth2RefreshToken refreshToken = tokens.readRefreshToken(token);
        if (refreshToken != null) {
            tokens.removeAccessTokenUsingRefreshToken(refreshToken);
            tokens.removeRefreshToken(refreshToken);
        }
    }
}
