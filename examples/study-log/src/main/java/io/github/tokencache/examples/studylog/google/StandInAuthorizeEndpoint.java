package io.github.tokencache.examples.studylog.google;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import javax.servlet.http.HttpServletRequest;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Asks which account to log in with, and sends the browser back with a code (RFC 6749, section 4.1.1).
 *
 * <p>The client's redirect URI is registered for the address that the browser knows this server by, and compared
 * exactly.
 */
@RestController
@StandIn
@RequestMapping(StandInClient.PATH + "/authorize")
final class StandInAuthorizeEndpoint {

    private final StandInGrants grants;

    StandInAuthorizeEndpoint(StandInGrants grants) {
        this.grants = grants;
    }

    @GetMapping
    ResponseEntity<String> ask(@RequestParam Map<String, String> parameters, HttpServletRequest http) {
        return refusal(parameters, http).orElseGet(() -> ResponseEntity.ok()
                .contentType(MediaType.TEXT_HTML)
                .body(AccountPage.in(http.getLocale())
                        .html(AuthorizationRequest.of(parameters).parameters())));
    }

    /** What the page sends is asked for as if it were new: the browser may have changed it. */
    @PostMapping
    ResponseEntity<String> choose(@RequestParam Map<String, String> parameters, HttpServletRequest http) {
        return refusal(parameters, http).orElseGet(() -> {
            AuthorizationRequest request = AuthorizationRequest.of(parameters);
            return TestAccount.ofSubject(parameters.getOrDefault("account", ""))
                    .map(account -> redirect(request, "code", grants.allow(request, account)))
                    .orElseGet(() -> redirect(request, "error", "access_denied"));
        });
    }

    /** A wrong client or redirect URI is told to the browser itself: it must not be sent anywhere. */
    private static Optional<ResponseEntity<String>> refusal(Map<String, String> parameters, HttpServletRequest http) {
        AuthorizationRequest request = AuthorizationRequest.of(parameters);
        if (!StandInClient.ID.equals(parameters.get("client_id"))) {
            return Optional.of(badRequest("client_id must be that of this application"));
        }
        if (!request.redirectUri().equals(registeredRedirectUri(http))) {
            return Optional.of(badRequest("redirect_uri must be the registered one"));
        }
        if (!"code".equals(parameters.get("response_type"))) {
            return Optional.of(redirect(request, "error", "unsupported_response_type"));
        }
        if (!request.isOpenIdConnect()) {
            return Optional.of(redirect(request, "error", "invalid_scope"));
        }
        return request.hasKnownChallenge()
                ? Optional.empty()
                : Optional.of(redirect(request, "error", "invalid_request"));
    }

    private static String registeredRedirectUri(HttpServletRequest http) {
        return ServletUriComponentsBuilder.fromContextPath(http)
                .path(StandInClient.REDIRECT_PATH)
                .toUriString();
    }

    private static ResponseEntity<String> badRequest(String message) {
        return ResponseEntity.badRequest().contentType(MediaType.TEXT_PLAIN).body(message);
    }

    /** 303, so that the form's POST is followed by a GET. */
    private static ResponseEntity<String> redirect(AuthorizationRequest request, String name, String value) {
        UriComponentsBuilder target =
                UriComponentsBuilder.fromUriString(request.redirectUri()).queryParam(name, "{value}");
        URI location = request.state().isEmpty()
                ? target.encode().buildAndExpand(value).toUri()
                : target.queryParam("state", "{state}")
                        .encode()
                        .buildAndExpand(value, request.state())
                        .toUri();
        return ResponseEntity.status(HttpStatus.SEE_OTHER).location(location).build();
    }
}
