package io.github.tokencache.springsecurityoauth2.autoconfigure;

import io.github.tokencache.CacheWriteException;
import java.security.Principal;
import java.time.Duration;
import java.util.Map;
import javax.servlet.http.HttpServletRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedRuntimeException;
import org.springframework.dao.DataAccessException;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.oauth2.provider.OAuth2Authentication;
import org.springframework.security.oauth2.provider.endpoint.FrameworkEndpoint;
import org.springframework.transaction.TransactionException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PostMapping;

/**
 * Token revocation (RFC 7009) for a client that has authenticated as it does at the token endpoint. Its parameters are
 * taken from the request by hand: Spring MVC writes the arguments of a handler to its log.
 */
@FrameworkEndpoint
class RevocationEndpoint {
    private static final Logger log = LoggerFactory.getLogger(RevocationEndpoint.class);

    private final Revocation revocation;

    RevocationEndpoint(Revocation revocation) {
        this.revocation = revocation;
    }

    @PostMapping("${tokencache.revocation.path:/oauth/revoke}")
    ResponseEntity<Map<String, String>> revoke(HttpServletRequest request, Principal client) {
        if (!RevocationSecurity.hasPassed(request)) {
            return error(HttpStatus.UNAUTHORIZED, "invalid_client", "the client has not authenticated here");
        }
        if (request.getQueryString() != null) {
            return error(HttpStatus.BAD_REQUEST, "invalid_request", "parameters must be in the body, not in the URI");
        }
        String token = request.getParameter("token");
        if (token == null || token.isEmpty()) {
            return error(HttpStatus.BAD_REQUEST, "invalid_request", "token must be given");
        }
        boolean refreshTokenFirst = "refresh_token".equals(request.getParameter("token_type_hint"));
        return answer(revocation.revoke(token, clientId(client), refreshTokenFirst));
    }

    private static String clientId(Principal client) {
        return client instanceof OAuth2Authentication authentication
                ? authentication.getOAuth2Request().getClientId()
                : client.getName();
    }

    private static ResponseEntity<Map<String, String>> answer(Revocation.Outcome outcome) {
        return switch (outcome) {
            case DONE ->
                ResponseEntity.ok().cacheControl(CacheControl.noStore()).build();
            case FOREIGN -> error(HttpStatus.BAD_REQUEST, "invalid_grant", "token was issued to another client");
        };
    }

    /** Section 2.2.1: the client must assume that the token still exists. */
    @ExceptionHandler
    ResponseEntity<Map<String, String>> notFinal(CacheWriteException fault) {
        log.warn("A revocation is not final: {}", fault.getMessage());
        return unavailable(fault.staleFor());
    }

    /** Also where a transaction could not begin, and where nobody knows whether it was committed. */
    @ExceptionHandler({DataAccessException.class, TransactionException.class})
    ResponseEntity<Map<String, String>> databaseIsAway(NestedRuntimeException fault) {
        log.warn("A revocation is not final: {}", fault.getClass().getName());
        return unavailable(Duration.ZERO);
    }

    private static ResponseEntity<Map<String, String>> unavailable(Duration retryAfter) {
        long seconds = Math.max(1, retryAfter.toSeconds());
        return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
                .header(HttpHeaders.RETRY_AFTER, String.valueOf(seconds))
                .cacheControl(CacheControl.noStore())
                .body(description("temporarily_unavailable", "repeat the revocation later"));
    }

    private static ResponseEntity<Map<String, String>> error(HttpStatus status, String error, String text) {
        return ResponseEntity.status(status)
                .cacheControl(CacheControl.noStore())
                .body(description(error, text));
    }

    private static Map<String, String> description(String error, String text) {
        return Map.of("error", error, "error_description", text);
    }
}
