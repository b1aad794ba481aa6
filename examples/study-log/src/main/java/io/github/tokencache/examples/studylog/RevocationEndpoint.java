package io.github.tokencache.examples.studylog;

import io.github.tokencache.CacheWriteException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.oauth2.common.OAuth2AccessToken;
import org.springframework.security.oauth2.common.OAuth2RefreshToken;
import org.springframework.security.oauth2.provider.token.TokenStore;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Token revocation (RFC 7009), which spring-security-oauth2 has no endpoint for.
 *
 * <p>Whoever holds a token may revoke it; as in check_token, no client authenticates here. An unknown token is answered
 * like a revoked one, as section 2.2 demands. A revocation that cannot be made final because the cache is away is answered
 * with 503 (section 2.2.1), and is complete when it is repeated later.
 *
 * <p>It is for the tokens of {@code /oauth/token}. A member's login is ended by {@code /api/auth/logout}, which revokes the
 * family of the refresh token also while that is being replaced.
 */
@RestController
class RevocationEndpoint {

    static final String PATH = "/oauth/revoke";

    private final TokenStore tokens;

    RevocationEndpoint(Stores stores) {
        this.tokens = stores.tokens();
    }

    @PostMapping(PATH)
    void revoke(@RequestParam("token") String token) {
        OAuth2AccessToken accessToken = tokens.readAccessToken(token);
        if (accessToken == null) {
            revokeRefreshToken(token);
        } else {
            revokeAccessToken(accessToken);
        }
    }

    /**
     * The access token first, whose removal fails before anything is changed when the cache is away. The framework's token
     * services remove the refresh token first, and would leave the access token without it.
     */
    private void revokeAccessToken(OAuth2AccessToken accessToken) {
        tokens.removeAccessToken(accessToken);
        OAuth2RefreshToken refreshToken = accessToken.getRefreshToken();
        if (refreshToken != null) {
            tokens.removeRefreshToken(refreshToken);
        }
    }

    private void revokeRefreshToken(String token) {
        OAuth2RefreshToken refreshToken = tokens.readRefreshToken(token);
        if (refreshToken != null) {
            tokens.removeAccessTokenUsingRefreshToken(refreshToken);
            tokens.removeRefreshToken(refreshToken);
        }
    }

    @ExceptionHandler
    ResponseEntity<Void> notFinal(CacheWriteException fault) {
        long seconds = Math.max(1, fault.staleFor().toSeconds());
        return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
                .header(HttpHeaders.RETRY_AFTER, String.valueOf(seconds))
                .build();
    }
}
