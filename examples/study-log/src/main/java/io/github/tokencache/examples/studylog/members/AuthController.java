package io.github.tokencache.examples.studylog.members;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpSession;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.common.OAuth2AccessToken;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.web.bind.annotation.CookieValue;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Starts, continues and ends a login: the access token is in the answer, the refresh token in a cookie. */
@RestController
@RequestMapping(AuthController.PATH)
class AuthController {
    static final String PATH = "/api/auth";

    private final MemberDirectory members;
    private final MemberTokens tokens;
    private final LoginOwners owners;
    private final MemberMeters meters;
    private final Clock clock;

    AuthController(MemberDirectory members, MemberTokens tokens, LoginOwners owners, MemberMeters meters, Clock clock) {
        this.members = members;
        this.tokens = tokens;
        this.owners = owners;
        this.meters = meters;
        this.clock = clock;
    }

    /** Turns the browser's login with Google, which ends with that, into tokens. */
    @PostMapping("/login")
    ResponseEntity<Map<String, Object>> login(
            @AuthenticationPrincipal @Nullable OidcUser google, HttpServletRequest request) {
        if (google == null) {
            throw new LoginRequiredException("Log in with Google first");
        }
        HttpSession session = request.getSession(false);
        if (session != null) {
            session.invalidate();
        }
        String name = google.getFullName() == null ? google.getSubject() : google.getFullName();
        OAuth2AccessToken token = tokens.issue(members.ofGoogle(google.getSubject(), name));
        meters.loggedIn(MemberMeters.Login.GOOGLE);
        return answer(token);
    }

    @PostMapping("/guest")
    ResponseEntity<Map<String, Object>> guest() {
        OAuth2AccessToken token = tokens.issue(members.newGuest());
        meters.loggedIn(MemberMeters.Login.GUEST);
        return answer(token);
    }

    /**
     * A refusal leaves the cookie alone: another tab may have been faster, and the cookie that it was given must not be
     * taken away by this answer.
     */
    @PostMapping("/refresh")
    ResponseEntity<Map<String, Object>> refresh(
            @CookieValue(name = RefreshCookie.NAME, defaultValue = "") String refreshToken,
            HttpServletRequest request) {
        if (refreshToken.isEmpty()) {
            throw new LoginRequiredException("There is no login to continue");
        }
        owners.requireSameMember(request, refreshToken);
        return answer(tokens.refresh(refreshToken));
    }

    @PostMapping("/logout")
    ResponseEntity<Void> logout(
            @CookieValue(name = RefreshCookie.NAME, defaultValue = "") String refreshToken,
            HttpServletRequest request) {
        if (!refreshToken.isEmpty()) {
            owners.requireSameMember(request, refreshToken);
            tokens.revoke(refreshToken);
        }
        return ResponseEntity.noContent()
                .header(HttpHeaders.SET_COOKIE, RefreshCookie.none().toString())
                .build();
    }

    private ResponseEntity<Map<String, Object>> answer(OAuth2AccessToken token) {
        Instant now = clock.instant();
        return ResponseEntity.ok()
                .header(
                        HttpHeaders.SET_COOKIE,
                        RefreshCookie.of(token.getRefreshToken(), clock.instant())
                                .toString())
                .body(Map.of(
                        "access_token", token.getValue(),
                        "token_type", "Bearer",
                        "expires_in",
                                Duration.between(now, token.getExpiration().toInstant())
                                        .toSeconds()));
    }

    /** Nobody is logged in. */
    static final class LoginRequiredException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        LoginRequiredException(String message) {
            super(message);
        }
    }
}
