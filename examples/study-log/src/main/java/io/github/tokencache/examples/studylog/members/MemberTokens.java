package io.github.tokencache.examples.studylog.members;

import org.springframework.security.oauth2.common.OAuth2AccessToken;

/** The tokens of logins. Safe for use by any thread. */
interface MemberTokens {

    /** The first tokens of a new login. */
    OAuth2AccessToken issue(Member member);

    /**
     * New tokens of the login that the refresh token belongs to; the old ones are good no longer. One that was replaced a
     * moment ago gets what it was replaced by; one that was replaced before that ends the login.
     *
     * @throws org.springframework.security.oauth2.common.exceptions.InvalidGrantException if the refresh token is not,
     *     or no longer, good
     */
    OAuth2AccessToken refresh(String refreshToken);

    /**
     * Ends the login that the refresh token belongs to, on every node, before this returns; an unknown one is no error.
     *
     * @throws io.github.tokencache.CacheWriteException if the cache can not be told; the refresh token is good no longer, and
     *     the call can be repeated
     */
    void revoke(String refreshToken);
}
