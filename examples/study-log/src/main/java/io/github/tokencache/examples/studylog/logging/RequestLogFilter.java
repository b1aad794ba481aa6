package io.github.tokencache.examples.studylog.logging;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import javax.servlet.FilterChain;
import javax.servlet.ServletException;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.apache.catalina.connector.ClientAbortException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingRequestWrapper;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * Logs each request with its answer in one line, and what no controller has caught as an error.
 *
 * <p>Bodies are logged of the API alone: elsewhere they are forms with credentials, or pages.
 */
final class RequestLogFilter extends OncePerRequestFilter {
    static final String LOGGER = "study-log.requests";

    private static final Logger LOG = LoggerFactory.getLogger(LOGGER);
    private static final Logger ERRORS = LoggerFactory.getLogger("study-log.errors");
    private static final String WITH_BODIES = "/api/";

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!LOG.isInfoEnabled()) {
            passOn(request, response, chain);
        } else if (request.getRequestURI().startsWith(WITH_BODIES)) {
            logWithBodies(request, response, chain);
        } else {
            log(request, response, () -> "", chain);
        }
    }

    /** What is to be appended when the request is over. */
    private interface Bodies {
        String text();
    }

    private static void logWithBodies(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        ContentCachingRequestWrapper readable = new ContentCachingRequestWrapper(request, LoggedBody.MAXIMUM_BYTES);
        ContentCachingResponseWrapper written = new ContentCachingResponseWrapper(response);
        try {
            log(
                    readable,
                    written,
                    () -> " request=" + LoggedBody.text(readable.getContentAsByteArray()) + " response="
                            + LoggedBody.text(written.getContentAsByteArray()),
                    chain);
        } finally {
            written.copyBodyToResponse();
        }
    }

    private static void log(HttpServletRequest request, HttpServletResponse response, Bodies bodies, FilterChain chain)
            throws ServletException, IOException {
        long start = System.nanoTime();
        int failed = HttpServletResponse.SC_INTERNAL_SERVER_ERROR;
        boolean passed = false;
        try {
            passOn(request, response, chain);
            passed = true;
        } finally {
            LOG.info(
                    "{} {} {} {} ms{}{}",
                    request.getMethod(),
                    LoggedRequest.address(request),
                    passed ? response.getStatus() : failed,
                    TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start),
                    LoggedRequest.headers(request),
                    bodies.text());
        }
    }

    /** Here and not in the container, which logs when the correlation id is gone. */
    private static void passOn(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            chain.doFilter(request, response);
        } catch (ClientAbortException e) {
            throw e; // the caller is gone, which is no error of the application
        } catch (ServletException | IOException | RuntimeException e) {
            ERRORS.error("{} {} failed", request.getMethod(), LoggedRequest.address(request), e);
            throw e;
        }
    }
}
