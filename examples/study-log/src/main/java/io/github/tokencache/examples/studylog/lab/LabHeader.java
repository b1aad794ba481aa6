package io.github.tokencache.examples.studylog.lab;

import java.io.IOException;
import java.util.Set;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.HandlerInterceptor;

/** Lets an experiment begin only with a header that no other origin's page can make a browser send. */
final class LabHeader implements HandlerInterceptor {
    static final String NAME = "X-Lab";

    private static final Set<String> HARMLESS = Set.of("GET", "HEAD", "OPTIONS");

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws IOException {
        if (HARMLESS.contains(request.getMethod()) || "true".equals(request.getHeader(NAME))) {
            return true;
        }
        response.setStatus(HttpServletResponse.SC_FORBIDDEN);
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.getWriter().write("{\"error\":\"header_missing\",\"message\":\"X-Lab must be true, but was not\"}");
        return false;
    }
}
