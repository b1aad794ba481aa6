package io.github.tokencache.springsecurityoauth2;

import org.springframework.security.oauth2.common.OAuth2AccessToken;

/**
 * The row of an authentication was found, but its own authentication has another key. It passes through the cache to the
 * store, which rewrites the row: a loader must not write.
 */
final class OutdatedRowException extends FoundRowException {
    private static final long serialVersionUID = 1L;

    private final transient OAuth2AccessToken token;

    OutdatedRowException(OAuth2AccessToken token) {
        super("The row of an authentication has another authentication");
        this.token = token;
    }

    OAuth2AccessToken token() {
        return token;
    }
}
