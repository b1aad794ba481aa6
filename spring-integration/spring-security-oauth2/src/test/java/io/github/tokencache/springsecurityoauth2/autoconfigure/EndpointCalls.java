package io.github.tokencache.springsecurityoauth2.autoconfigure;

import org.springframework.security.oauth2.provider.token.TokenStore;

/** What the revocation endpoint does, without HTTP. */
public final class EndpointCalls {

    private EndpointCalls() {}

    /** Whether the client was not told that the token is another's. */
    public static boolean revoke(TokenStore store, String tokenValue, String clientId, boolean refreshTokenFirst) {
        return new Revocation(store).revoke(tokenValue, clientId, refreshTokenFirst) == Revocation.Outcome.DONE;
    }
}
