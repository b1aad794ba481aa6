package io.github.tokencache.examples.studylog.members;

import java.time.Duration;
import java.time.Instant;
import org.springframework.http.ResponseCookie;
import org.springframework.security.oauth2.common.ExpiringOAuth2RefreshToken;
import org.springframework.security.oauth2.common.OAuth2RefreshToken;

/**
 * The cookie with the refresh token: no script can read it, and the browser sends it over TLS only (or to its own machine),
 * never with what another site asks for, and to no other path than that of its endpoints.
 */
final class RefreshCookie {
    static final String NAME = "study_log_refresh";

    private RefreshCookie() {}

    static ResponseCookie of(OAuth2RefreshToken token, Instant now) {
        ResponseCookie.ResponseCookieBuilder cookie = withValue(token.getValue());
        if (token instanceof ExpiringOAuth2RefreshToken expiring) {
            cookie.maxAge(Duration.between(now, expiring.getExpiration().toInstant()));
        }
        return cookie.build();
    }

    static ResponseCookie none() {
        return withValue("").maxAge(Duration.ZERO).build();
    }

    private static ResponseCookie.ResponseCookieBuilder withValue(String value) {
        return ResponseCookie.from(NAME, value)
                .httpOnly(true)
                .secure(true)
                .sameSite("Strict")
                .path(AuthController.PATH);
    }
}
