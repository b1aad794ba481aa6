package io.github.tokencache.examples.studylog.lab;

import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** What is answered where an experiment can not be made. */
@RestControllerAdvice(basePackageClasses = Lab.class)
class LabErrors {

    @ExceptionHandler
    ResponseEntity<Map<String, String>> impossible(LabException reason) {
        return answer(reason.status(), reason.code(), String.valueOf(reason.getMessage()));
    }

    @ExceptionHandler
    ResponseEntity<Map<String, String>> noJson(HttpMessageNotReadableException refusal) {
        return answer(400, "invalid_request", "The body must be JSON as this experiment needs it, but was not");
    }

    private static ResponseEntity<Map<String, String>> answer(int status, String code, String message) {
        return ResponseEntity.status(status).body(Map.of("error", code, "message", message));
    }
}
