package io.github.tokencache.examples.studylog.members;

import java.io.IOException;
import javax.servlet.FilterChain;
import javax.servlet.ServletException;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/** Refuses calls with a body that is too long, before it is read; and those that do not say how long theirs is. */
final class BodyLimit extends OncePerRequestFilter {
    private static final int MAXIMUM_BYTES = 64 * 1024;

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getContentLengthLong() > MAXIMUM_BYTES) {
            Refusal.write(response, 413, "too_large", "The body must have at most " + MAXIMUM_BYTES + " bytes");
        } else if (request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null) {
            Refusal.write(response, 411, "length_required", "The length of the body must be given");
        } else {
            chain.doFilter(request, response);
        }
    }
}
