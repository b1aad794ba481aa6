package io.github.tokencache.examples.studylog.members;

import io.github.tokencache.CacheWriteException;
import java.util.Map;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.oauth2.common.exceptions.InvalidGrantException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** What is answered to calls that are refused. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class ApiErrors {
    private final MemberMeters meters;

    ApiErrors(MemberMeters meters) {
        this.meters = meters;
    }

    @ExceptionHandler
    ResponseEntity<Map<String, String>> otherMember(LoginOwners.OtherMemberException refusal) {
        meters.refused(RefusalReason.OTHER_MEMBER);
        return ResponseEntity.status(HttpStatus.FORBIDDEN).body(body("other_member", refusal));
    }

    @ExceptionHandler
    ResponseEntity<Map<String, String>> notLoggedIn(AuthController.LoginRequiredException refusal) {
        meters.refused(RefusalReason.LOGIN_REQUIRED);
        return ResponseEntity.status(HttpStatus.UNAUTHORIZED).body(body("login_required", refusal));
    }

    /** Not with the exception's own words, which contain the token. */
    @ExceptionHandler
    ResponseEntity<Map<String, String>> refreshRefused(InvalidGrantException refusal) {
        meters.refused(RefusalReason.LOGIN_ENDED);
        return ResponseEntity.status(HttpStatus.UNAUTHORIZED)
                .body(Map.of("error", "invalid_grant", "error_description", "The login has ended"));
    }

    /** A logout that can not be made final now, and may be repeated. */
    @ExceptionHandler
    ResponseEntity<Map<String, String>> notFinal(CacheWriteException fault) {
        meters.refused(RefusalReason.UNAVAILABLE);
        return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
                .header(
                        HttpHeaders.RETRY_AFTER,
                        String.valueOf(Math.max(1, fault.staleFor().toSeconds())))
                .body(Map.of("error", "temporarily_unavailable", "error_description", "Try again later"));
    }

    private static Map<String, String> body(String error, RuntimeException refusal) {
        return Map.of("error", error, "error_description", String.valueOf(refusal.getMessage()));
    }
}
