package io.github.tokencache.examples.studylog.members;

import java.io.IOException;
import javax.servlet.http.HttpServletResponse;
import org.springframework.http.MediaType;

/** The body of an answer that an interceptor gives: no advice is asked where no controller is behind it. */
final class Refusal {

    private Refusal() {}

    /** Neither text has a character that JSON escapes: both are written in this package. */
    static void write(HttpServletResponse response, int status, String error, String description) throws IOException {
        response.setStatus(status);
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.getWriter().write("{\"error\":\"" + error + "\",\"error_description\":\"" + description + "\"}");
    }
}
