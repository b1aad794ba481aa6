package io.github.tokencache.examples.studylog.sessions;

import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

/** What is answered where a session can not be started, ended or shown. */
@RestControllerAdvice(assignableTypes = SessionController.class)
class SessionErrors {

    @ExceptionHandler
    ResponseEntity<Map<String, String>> refused(RefusedException refusal) {
        return ResponseEntity.status(refusal.status())
                .body(body(refusal.error(), String.valueOf(refusal.getMessage())));
    }

    @ExceptionHandler
    ResponseEntity<Map<String, String>> invalid(InvalidInputException refusal) {
        return badRequest(String.valueOf(refusal.getMessage()));
    }

    /** Not with the parser's own words, which quote what was sent. */
    @ExceptionHandler
    ResponseEntity<Map<String, String>> noJson(HttpMessageNotReadableException refusal) {
        return badRequest("The body must be JSON with a note, but was not");
    }

    @ExceptionHandler
    ResponseEntity<Map<String, String>> noNumber(MethodArgumentTypeMismatchException refusal) {
        return badRequest(refusal.getName() + " must be a number, but was not");
    }

    private static ResponseEntity<Map<String, String>> badRequest(String description) {
        return ResponseEntity.badRequest().body(body("invalid_request", description));
    }

    private static Map<String, String> body(String error, String description) {
        return Map.of("error", error, "error_description", description);
    }
}
